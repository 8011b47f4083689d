package dev.sluice.search;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// What an engine says, without its markup.
public final class Words {
    private Words() {}

    /// The text of a member; empty where there is none.
    public static String of(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    /// The same without the tags and entities in it.
    public static String plain(JsonNode node, String pointer) {
        return plain(of(node, pointer));
    }

    public static String plain(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0
                ? html.strip()
                : Jsoup.parseBodyFragment(html).text();
    }

    /// JSON that stands in an attribute; empty where it is none.
    public static Optional<JsonNode> json(String attribute) {
        return json(attribute.getBytes(StandardCharsets.UTF_8));
    }

    /// One JSON value; empty where it is none, or something follows it.
    static Optional<JsonNode> json(byte[] bytes) {
        try (JsonParser parser = WireJson.parser(bytes)) {
            JsonNode value = WireJson.tree(parser);
            return parser.nextToken() == null ? Optional.ofNullable(value) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public static int number(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        return value.isTextual() ? whole(value.asText()) : value.asInt(0);
    }

    /// The digits of a text as a number; 0 where there are none, or too many.
    public static int whole(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    public static @Nullable BigDecimal decimal(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        return value.isNumber() ? value.decimalValue() : null;
    }

    /// The text of the first element below that matches; empty where none does.
    public static String of(Element element, String selector) {
        return Optional.ofNullable(element.selectFirst(selector))
                .map(Element::text)
                .orElse("");
    }

    /// An attribute of the first element below that matches; empty where none does.
    public static String attribute(Element element, String selector, String name) {
        return Optional.ofNullable(element.selectFirst(selector))
                .map(found -> found.attr(name))
                .orElse("");
    }

    /// The result where its address is one of the web.
    public static Optional<SearchResult> ifAddressed(String address, String title, SearchResult result) {
        return Links.web(address) && !title.isEmpty() ? Optional.of(result) : Optional.empty();
    }
}
