package dev.sluice.conversation;

import java.util.List;

/// Some of a response's items, and whether there are more behind them.
public record ItemPage(List<StoredItem> items, boolean more) {
    public ItemPage {
        items = List.copyOf(items);
    }
}
