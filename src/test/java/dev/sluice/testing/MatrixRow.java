package dev.sluice.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;

/// The cells of one row of `docs/matrix.md` that the page says are served.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(MatrixRow.Cells.class)
public @interface MatrixRow {
    String value();

    /// Reads the row from the page.
    final class Cells implements ArgumentsProvider, AnnotationConsumer<MatrixRow> {
        private String row = "";

        @Override
        public void accept(MatrixRow annotation) {
            row = annotation.value();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
            return MatrixPage.read().served(row).stream().map(cell -> Arguments.of(cell.asking(), cell.kind()));
        }
    }
}
