package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.MatrixPage;
import dev.sluice.testing.MatrixRow;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The page of the matrix and its tests say the same.
class MatrixPageTest {
    private static final MatrixPage PAGE = MatrixPage.read();

    @Test
    void everyRowIsTested() {
        List<String> tested = Arrays.stream(MatrixIT.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(MatrixRow.class))
                .map(MatrixPageTest::row)
                .toList();
        assertThat(tested).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(PAGE.rows().keySet()).containsExactlyInAnyOrderElementsOf(tested);
    }

    private static String row(Method method) {
        return method.getAnnotation(MatrixRow.class).value();
    }

    @Test
    void everyKindHasAColumn() {
        assertThat(PAGE.kinds()).containsExactly("openai", "anthropic", "gemini", "ollama", "azure");
    }

    @Test
    void everyUnservedCellHasItsReason() {
        Set<String> used = new TreeSet<>();
        for (Map.Entry<String, List<String>> row : PAGE.rows().entrySet()) {
            assertThat(row.getValue()).as(row.getKey()).hasSameSizeAs(PAGE.kinds());
            for (String cell : row.getValue()) {
                assertThat(MatrixPage.note(cell).isEmpty())
                        .as("%s: %s", row.getKey(), cell)
                        .isEqualTo(MatrixPage.dialects(cell).size() == 3);
                if (!MatrixPage.note(cell).isEmpty()) {
                    used.add(MatrixPage.note(cell));
                }
            }
        }
        assertThat(PAGE.notes().keySet()).isEqualTo(used);
    }
}
