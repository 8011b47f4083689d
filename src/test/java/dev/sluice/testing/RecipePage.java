package dev.sluice.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `server-config/README.md` as what it is: commands to be typed.
public final class RecipePage {
    private static final Path PAGE = Path.of("server-config/README.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private RecipePage() {}

    /// The lines of the first block of commands under this heading.
    public static List<String> commands(String heading) throws IOException {
        return commands(heading, 0);
    }

    /// The same of the block with this number, counted from 0.
    public static List<String> commands(String heading, int block) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("\n## " + heading + "\n");
        if (begin < 0) {
            throw new AssertionError(PAGE + " has no heading " + heading);
        }
        int end = page.indexOf("\n## ", begin + 1);
        Matcher found = COMMANDS.matcher(page.substring(begin, end < 0 ? page.length() : end));
        for (int i = 0; i <= block; i++) {
            if (!found.find()) {
                throw new AssertionError(PAGE + " has too few commands under " + heading);
            }
        }
        return found.group(1).strip().lines().toList();
    }
}
