package dev.sluice.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The JSON that settings stand for. Numbers keep their value.
final class JsonOf {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private JsonOf() {}

    static ObjectNode nothing() {
        return NODES.objectNode();
    }

    static ObjectNode group(Setting.Group group) {
        ObjectNode object = NODES.objectNode();
        group.members().forEach((key, value) -> object.set(key, node(value)));
        return object;
    }

    private static JsonNode node(Setting setting) {
        return switch (setting) {
            case Setting.Group group -> group(group);
            case Setting.Items items -> {
                ArrayNode array = NODES.arrayNode();
                items.items().forEach(item -> array.add(node(item)));
                yield array;
            }
            case Setting.Text text -> text.plain() ? scalar(text.text()) : NODES.textNode(text.text());
        };
    }

    private static JsonNode scalar(String text) {
        Tag tag = YamlText.tag(text);
        if (tag.equals(Tag.NULL)) {
            return NODES.nullNode();
        } else if (tag.equals(Tag.BOOL)) {
            return NODES.booleanNode(Boolean.parseBoolean(text));
        } else if (tag.equals(Tag.INT) && text.matches("[-+]?\\d+")) {
            BigInteger number = new BigInteger(text);
            return number.bitLength() < Integer.SIZE
                    ? NODES.numberNode(number.intValue())
                    : number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
        } else if (tag.equals(Tag.FLOAT) && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            return NODES.numberNode(new BigDecimal(text));
        }
        return NODES.textNode(text);
    }
}
