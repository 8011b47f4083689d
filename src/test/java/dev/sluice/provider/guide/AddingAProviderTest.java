package dev.sluice.provider.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddingAProviderTest {

    @Test
    void theKindThatTheManualShowsCompilesAsItStands(@TempDir Path folder) throws IOException {
        var shown = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(Files.readString(Path.of("docs/adding-a-provider.md")));
        assertThat(shown.find()).isTrue();
        Path source = Files.writeString(folder.resolve("EchoKind.java"), shown.group(1));
        var problems = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(problems, null, null)) {
            var options =
                    List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
            compiler.getTask(null, files, problems, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(problems.getDiagnostics()).isEmpty();
        assertThat(folder.resolve("com/example/echo/EchoKind.class")).exists();
    }
}
