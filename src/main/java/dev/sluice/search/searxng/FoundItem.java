package dev.sluice.search.searxng;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Links;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Words;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one entry of SearXNG's `results`.
final class FoundItem {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*[x×*]\\s*(\\d{1,6}).*");

    private FoundItem() {}

    /// Empty where it has no address.
    static Optional<SearchResult> read(JsonNode item, SearchType type) {
        String url = Words.of(item, "/url");
        String title = Words.plain(item, "/title");
        return Words.ifAddressed(url, title, as(type, item, url, title));
    }

    private static SearchResult as(SearchType type, JsonNode item, String url, String title) {
        return switch (type) {
            case NEWS ->
                new SearchResult.News(
                        date(item), title, content(item), url, picture(item), first(item, "/source", "/engine"));
            case IMAGES -> image(item, url, title);
            case VIDEOS -> video(item, url, title);
            case MAPS -> spot(item, url, title);
            default -> new SearchResult.Text(title, url, content(item));
        };
    }

    private static SearchResult image(JsonNode item, String url, String title) {
        Matcher size = SIZE.matcher(Words.of(item, "/resolution"));
        boolean sized = size.matches();
        return new SearchResult.Image(
                title,
                Links.absolute(Words.of(item, "/img_src")),
                picture(item),
                url,
                sized ? Words.whole(size.group(2)) : 0,
                sized ? Words.whole(size.group(1)) : 0,
                first(item, "/source", "/engine"));
    }

    private static SearchResult video(JsonNode item, String url, String title) {
        String frame = Links.absolute(Words.of(item, "/iframe_src"));
        return new SearchResult.Video(
                url,
                content(item),
                Words.of(item, "/length"),
                "",
                frame,
                Map.of(),
                Words.of(item, "/engine"),
                date(item),
                Words.of(item, "/source"),
                Map.of(),
                title,
                Words.of(item, "/author"),
                url,
                picture(item));
    }

    private static SearchResult spot(JsonNode item, String url, String title) {
        JsonNode address = item.path("address");
        String line = String.join(
                        " ",
                        Words.of(address, "/road"),
                        Words.of(address, "/house_number"),
                        Words.of(address, "/postcode"),
                        Words.of(address, "/locality"),
                        Words.of(address, "/country"))
                .replaceAll(" +", " ")
                .strip();
        return new SearchResult.Spot(
                title,
                line,
                Words.of(address, "/country_code"),
                url,
                "",
                Words.decimal(item, "/latitude"),
                Words.decimal(item, "/longitude"),
                url,
                Links.absolute(Words.of(item, "/thumbnail")),
                content(item),
                Map.of(),
                Words.of(item, "/type"));
    }

    private static String content(JsonNode item) {
        return Words.plain(item, "/content");
    }

    private static String date(JsonNode item) {
        return Words.of(item, "/publishedDate");
    }

    private static String picture(JsonNode item) {
        return Links.absolute(first(item, "/thumbnail_src", "/thumbnail", "/img_src"));
    }

    private static String first(JsonNode item, String... pointers) {
        for (String pointer : pointers) {
            String value = Words.of(item, pointer);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
