package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/// A call of a tool, its arguments piece by piece.
abstract sealed class OpenCall extends OpenItem permits OpenFunctionCall, OpenCustomCall {
    final StringBuilder arguments = new StringBuilder();
    final String name;

    OpenCall(EventLine line, ArrayNode output, int index, ItemKind kind, @Nullable String id, @Nullable String name) {
        super(line, output, index, kind.type(), kind.prefix());
        this.name = name == null ? "" : name;
        item.put("call_id", id == null ? ResponseId.made("call_") : id);
        item.put("name", this.name);
        item.put(kind.given(), "");
        begin();
    }

    /// What such a call is as an item.
    ///
    /// @param prefix what its ids begin with
    /// @param given the member that holds what the tool is given
    record ItemKind(String type, String prefix, String given) {}

    abstract void add(String delta);
}
