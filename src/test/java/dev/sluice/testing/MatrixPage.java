package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `docs/matrix.md` promises: which dialect gets what over which kind of provider.
///
/// @param kinds the columns
/// @param rows the cells of each row as they are written
/// @param notes what the numbers in the cells stand for
public record MatrixPage(List<String> kinds, Map<String, List<String>> rows, Map<String, String> notes) {
    private static final Path PAGE = Path.of("docs/matrix.md");
    private static final Pattern CELL = Pattern.compile("(all|none|(?:[a-z]+)(?:, [a-z]+)*)(?: \\((\\d)\\))?");
    private static final Pattern NOTE = Pattern.compile("(\\d)\\. (.+)");

    /// One dialect over one kind.
    public record Cell(Asking asking, String kind) {}

    public static MatrixPage read() {
        try {
            return parse(Files.readAllLines(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MatrixPage parse(List<String> lines) {
        List<String> kinds = List.of();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher note = NOTE.matcher(line);
            if (line.startsWith("|--")) {
                continue;
            }
            if (line.startsWith("|")) {
                List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList();
                if (kinds.isEmpty()) {
                    kinds = cells.subList(1, cells.size()).stream()
                            .map(kind -> kind.replace("`", ""))
                            .toList();
                } else {
                    rows.put(cells.getFirst(), cells.subList(1, cells.size()));
                }
            } else if (note.matches()) {
                notes.put(note.group(1), note.group(2));
            }
        }
        return new MatrixPage(kinds, rows, notes);
    }

    /// The cells of a row that are served.
    public List<Cell> served(String row) {
        List<String> cells = rows.getOrDefault(row, List.of());
        List<Cell> served = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            for (Asking asking : dialects(cells.get(column))) {
                served.add(new Cell(asking, kinds.get(column)));
            }
        }
        return served;
    }

    /// The number of the reason why a cell is not served by all, empty where it is.
    public static String note(String cell) {
        String number = matched(cell).group(2);
        return number == null ? "" : number;
    }

    /// Which dialects a cell names.
    public static List<Asking> dialects(String cell) {
        String words = matched(cell).group(1);
        return switch (words) {
            case "all" -> List.of(Asking.values());
            case "none" -> List.of();
            default ->
                Arrays.stream(words.split(", "))
                        .map(word -> Asking.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList();
        };
    }

    private static Matcher matched(String cell) {
        Matcher matcher = CELL.matcher(cell);
        if (!matcher.matches()) {
            throw new AssertionError("not a cell of the matrix: " + cell);
        }
        return matcher;
    }
}
