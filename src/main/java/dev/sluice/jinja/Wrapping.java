package dev.sluice.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Breaks paragraphs into lines between words and after hyphens, as Python's `textwrap` does.
record Wrapping(int width, boolean breakLongWords, boolean breakOnHyphens, Budget budget) {
    Wrapping {
        if (width <= 0) {
            throw new TemplateException("invalid width " + width + " (must be > 0)");
        }
    }

    List<String> lines(String paragraph) {
        budget.spend(paragraph.length());
        Deque<String> chunks = new ArrayDeque<>(chunks(paragraph));
        List<String> lines = new ArrayList<>();
        while (!chunks.isEmpty()) {
            if (!lines.isEmpty() && chunks.peek().isBlank()) {
                chunks.pop();
                continue;
            }
            lines.add(line(chunks));
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private String line(Deque<String> chunks) {
        List<String> line = new ArrayList<>();
        int length = 0;
        while (!chunks.isEmpty() && length + chunks.peek().length() <= width) {
            length += chunks.peek().length();
            line.add(chunks.pop());
        }
        if (!chunks.isEmpty() && chunks.peek().length() > width) {
            String word = chunks.pop();
            if (breakLongWords) {
                int room = Math.max(1, width - length);
                line.add(word.substring(0, room));
                chunks.push(word.substring(room));
            } else if (line.isEmpty()) {
                line.add(word);
            } else {
                chunks.push(word);
            }
        }
        if (!line.isEmpty() && line.get(line.size() - 1).isBlank()) {
            line.remove(line.size() - 1);
        }
        return String.join("", line);
    }

    private List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        int from = 0;
        for (int at = 1; at <= text.length(); at++) {
            if (at == text.length() || boundary(text, from, at)) {
                chunks.add(text.substring(from, at));
                from = at;
            }
        }
        return chunks;
    }

    private boolean boundary(String text, int from, int at) {
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (Space.is(before) != Space.is(after)) {
            return true;
        }
        return breakOnHyphens
                && before == '-'
                && at - from > 2
                && Character.isLetter(text.charAt(at - 2))
                && Character.isLetter(after);
    }
}
