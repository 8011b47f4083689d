package dev.sluice.http.admin;

import dev.sluice.http.CostText;
import dev.sluice.ledger.Dimension;
import dev.sluice.ledger.UsageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Usage as CSV (RFC 4180).
final class UsageCsv {
    private static final List<String> COUNTS =
            List.of("requests", "tokens_in", "tokens_out", "tokens_cached", "tokens_reasoning", "cost", "errors");

    private UsageCsv() {}

    static String of(List<Dimension> by, List<UsageRow> rows) {
        List<String> head = new ArrayList<>(by.stream().map(Dimension::word).toList());
        head.addAll(COUNTS);
        var text = new StringBuilder(String.join(",", head)).append("\r\n");
        rows.forEach(row -> text.append(line(by, row)).append("\r\n"));
        return text.toString();
    }

    private static String line(List<Dimension> by, UsageRow row) {
        List<String> cells = new ArrayList<>();
        by.forEach(one -> cells.add(row.key().getOrDefault(one, "")));
        cells.addAll(List.of(
                Long.toString(row.requests()),
                Long.toString(row.tokens().input()),
                Long.toString(row.tokens().output()),
                Long.toString(row.tokens().cached()),
                Long.toString(row.tokens().reasoning()),
                CostText.plain(row.cost()).toPlainString(),
                Long.toString(row.errors())));
        return cells.stream().map(UsageCsv::cell).collect(Collectors.joining(","));
    }

    /// A name that a table calculator would take for a formula is made a text: callers choose names of models.
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
