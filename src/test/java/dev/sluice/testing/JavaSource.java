package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Java source file, read as far as sizes need: which blocks are members of a type, and how long they are.
public record JavaSource(Path path, String text) {
    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\s+\\w");
    private static final Pattern NO_CODE = Pattern.compile(
            "\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|//[^\\n]*|/\\*(?s:.*?)\\*/");

    /// A block directly inside a type: a method, a constructor, an initializer.
    public record Member(Path file, int line, int lines) {}

    /// All sources under `folder`.
    public static List<JavaSource> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(JavaSource::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaSource read(Path file) {
        try {
            return new JavaSource(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int lines() {
        return (int) text.lines().count();
    }

    public List<Member> members() {
        var members = new ArrayList<Member>();
        Deque<Block> open = new ArrayDeque<>();
        var header = new StringBuilder();
        int line = 1;
        for (char c : code().toCharArray()) {
            switch (c) {
                case '\n' -> {
                    line++;
                    header.append(' ');
                }
                case ';' -> header.setLength(0);
                case '{' -> {
                    open.push(new Block(TYPE.matcher(header).find(), line));
                    header.setLength(0);
                }
                case '}' -> {
                    Block block = open.pop();
                    if (!block.type() && !open.isEmpty() && open.peek().type()) {
                        members.add(new Member(path, block.line(), line - block.line() + 1));
                    }
                    header.setLength(0);
                }
                default -> header.append(c);
            }
        }
        return members;
    }

    /// The text with comments and literals blanked, line ends kept.
    private String code() {
        return NO_CODE.matcher(text)
                .replaceAll(found -> "\n".repeat((int)
                        found.group().chars().filter(c -> c == '\n').count()));
    }

    private record Block(boolean type, int line) {}
}
