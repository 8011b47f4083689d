package dev.sluice.search.yahoo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Links;
import dev.sluice.search.SearchResult;
import dev.sluice.search.Words;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/// Reads one result of Yahoo's pages, and takes its address out of Yahoo's redirect.
final class YahooItem {
    private YahooItem() {}

    static Optional<SearchResult> text(Element item) {
        Element link = item.selectFirst(".compTitle a[href]");
        if (link == null) {
            return Optional.empty();
        }
        Element heading = link.selectFirst("h3");
        if (heading == null) {
            heading = item.selectFirst(".compTitle h3");
        }
        String title = heading == null ? link.attr("aria-label") : headline(heading);
        String href = unwrapped(link.attr("href"));
        return Words.ifAddressed(href, title, new SearchResult.Text(title, href, Words.of(item, ".compText")));
    }

    /// The heading may hold the address that is shown above it.
    private static String headline(Element heading) {
        Element copy = heading.clone();
        copy.select(".d-ib, .url, cite").remove();
        return copy.text().isEmpty() ? heading.text() : copy.text();
    }

    static Optional<SearchResult> news(Element item) {
        String title = Words.of(item, "h4 a");
        String url = unwrapped(Words.attribute(item, "h4 a", "href"));
        String source = Words.of(item, ".s-source").replaceAll("\\s*·\\s*via Yahoo.*$", "");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        Words.of(item, ".s-time").replaceFirst("^·\\s*", ""),
                        title,
                        Words.of(item, "p"),
                        url,
                        picture(item),
                        source));
    }

    /// Pictures below the fold are loaded later, from `data-src`; those of Yahoo's own proxy end with their
    /// address.
    private static String picture(Element item) {
        String later = Words.attribute(item, "img", "data-src");
        String source = later.isEmpty() ? Words.attribute(item, "img", "src") : later;
        int proxied = source.lastIndexOf("-/http");
        return source.startsWith("data:") ? "" : proxied < 0 ? source : source.substring(proxied + 2);
    }

    static Optional<SearchResult> image(Element item) {
        return Words.json(item.attr("data")).flatMap(YahooItem::image);
    }

    private static Optional<SearchResult> image(JsonNode told) {
        String title = Words.plain(told, "/desc");
        String name = title.isEmpty() ? Words.plain(told, "/alt") : title;
        String page = Words.of(told, "/rurl");
        String original = Words.of(told, "/iurl");
        String preview = Words.of(told, "/turlL");
        String small = Words.of(told, "/turl");
        String image = original.isEmpty() ? (preview.isEmpty() ? small : preview) : original;
        return Words.ifAddressed(
                page,
                name,
                new SearchResult.Image(
                        name,
                        image,
                        small.isEmpty() ? preview : small,
                        page,
                        Words.number(told, "/imgH"),
                        Words.number(told, "/imgW"),
                        Links.host(page)));
    }

    static Optional<SearchResult> video(Element item) {
        String url = video(item, Words.attribute(item, "a[href]", "href"));
        String title = Words.of(item, "h3");
        var found = SearchResult.Video.of(
                title,
                url,
                Words.of(item, ".v-desc, p"),
                Words.of(item, ".v-time, .time"),
                picture(item),
                Words.of(item, ".source, cite"));
        return Words.ifAddressed(url, title, found.publishedOn(Words.of(item, ".v-age, .age")));
    }

    /// The address of the video stands beside the one of Yahoo's own player, or in its `rurl`.
    private static String video(Element item, String href) {
        String beside = item.attr("data-rurl");
        String told = beside.isEmpty() ? Links.parameter(href, "rurl").orElse(href) : beside;
        return unwrapped(told);
    }

    /// Out of `https://r.search.yahoo.com/.../RU=<address>/RK=...`.
    static String unwrapped(String href) {
        int begin = href.indexOf("/RU=");
        if (begin < 0) {
            return href;
        }
        String rest = href.substring(begin + 4);
        int end = List.of("/RK=", "/RS=").stream()
                .mapToInt(rest::indexOf)
                .filter(found -> found >= 0)
                .min()
                .orElse(rest.length());
        return Links.decoded(rest.substring(0, end)).filter(Links::web).orElse(href);
    }
}
