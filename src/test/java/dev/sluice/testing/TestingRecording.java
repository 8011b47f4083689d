package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Golden recordings under `src/test/recordings`: what was said once is what is said today. With `-Dsluice.record=true`
/// they are written anew, to be read in the difference.
public final class TestingRecording {
    private static final Path FOLDER = Path.of("src/test/recordings");
    private static final Pattern IDENTITY =
            Pattern.compile("\"(req|resp|msg|rs|fc|chatcmpl|call|toolu|ctc)([-_])[A-Za-z0-9_-]{16,}\"");
    private static final Pattern TIME = Pattern.compile("(?<head>\"(?:created|created_at|completed_at)\": ?)\\d+");
    private static final Pattern SEALED = Pattern.compile("\"encrypted_content\":\"[^\"]+\"");

    private TestingRecording() {}

    public static void matches(String name, String told) {
        Path file = FOLDER.resolve(name + ".txt");
        String masked = masked(told);
        try {
            if (Boolean.getBoolean("sluice.record")) {
                Files.createDirectories(FOLDER.resolve(name).getParent());
                Files.writeString(file, masked);
            }
            assertThat(masked.lines()).as(file.toString()).containsExactlyElementsOf(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines of a body as they are recorded.
    public static List<String> lines(String body) {
        return said(body).stream().map(TestingRecording::sorted).toList();
    }

    /// The lines of a body that say something: no empty ones, no signs of life.
    public static List<String> said(String body) {
        return body.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(":"))
                .filter(line ->
                        !line.equals("event: ping") && !line.replace(" ", "").equals("data:{\"type\":\"ping\"}"))
                .toList();
    }

    /// The order of members means nothing, and is not always the same.
    private static String sorted(String line) {
        int json = line.indexOf('{');
        return json < 0 ? line : line.substring(0, json) + Json.sorted(line.substring(json));
    }

    /// Takes out what differs from run to run.
    private static String masked(String text) {
        String ids = IDENTITY.matcher(text).replaceAll("\"$1$2*\"");
        return SEALED.matcher(TIME.matcher(ids).replaceAll("${head}0")).replaceAll("\"encrypted_content\":\"*\"");
    }
}
