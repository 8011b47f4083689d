package dev.sluice.provider.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a Markdown document at its headings, and a long table into its rows, each under the table's head: nobody who
/// asks for one setting wants all of them. Used once for one document.
final class PassageReader {
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.+?)\\s*#*");
    private static final Pattern LONG_TABLE =
            Pattern.compile("(?m)(^\\|.*\\|\\R\\|[-:| ]+\\|\\R)((?:^\\|.*\\|(?:\\R|\\z)){16,})");
    private static final Pattern FENCE = Pattern.compile("\\s*(```|~~~).*");

    private final String document;
    private final List<Passage> passages = new ArrayList<>();
    private final NavigableMap<Integer, String> open = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private int level;

    private PassageReader(String document) {
        this.document = document;
    }

    static List<Passage> read(String document, String markdown) {
        var reader = new PassageReader(document);
        boolean fenced = false;
        for (String line : markdown.lines().toList()) {
            // a comment in a shell snippet looks like a heading
            fenced ^= FENCE.matcher(line).matches();
            Matcher heading = HEADING.matcher(line);
            if (!fenced && heading.matches()) {
                reader.close();
                reader.enter(heading.group(1).length(), heading.group(2).replace("`", ""));
            } else {
                reader.text.append(line).append('\n');
            }
        }
        reader.close();
        return reader.passages;
    }

    private void enter(int newLevel, String heading) {
        level = newLevel;
        open.tailMap(level, true).clear();
        open.put(level, heading);
    }

    private void close() {
        String said = text.toString().strip();
        text.setLength(0);
        if (said.isEmpty() || level == 0) {
            return;
        }
        String headings =
                String.join(" › ", open.tailMap(Math.min(level, 2), true).values());
        String rest = LONG_TABLE
                .matcher(said)
                .replaceAll(table -> {
                    table.group(2).lines().forEach(row -> addRow(headings, table.group(1), row));
                    return "";
                })
                .strip();
        if (!rest.isEmpty()) {
            passages.add(new Passage(document, headings, open.lastEntry().getValue(), level, rest));
        }
    }

    private void addRow(String headings, String head, String row) {
        String first = row.substring(1, row.indexOf('|', 1)).replace("`", "").strip();
        passages.add(new Passage(document, headings + " › " + first, first, Passage.ROW, head + row));
    }
}
