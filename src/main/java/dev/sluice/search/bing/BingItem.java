package dev.sluice.search.bing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.search.Links;
import dev.sluice.search.SearchResult;
import dev.sluice.search.Words;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Reads one result of Bing's pages, and takes its address out of Bing's redirect.
final class BingItem {
    private static final String SITE = "https://www.bing.com";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*[x×]\\s*(\\d{1,6})");

    private BingItem() {}

    static Optional<SearchResult> text(Element item) {
        String href = unwrapped(Words.attribute(item, "h2 a", "href"));
        String title = Words.of(item, "h2 a");
        // an icon's name stands before the text
        item.select(".algoSlug_icon").remove();
        String body = Words.of(item, ".b_caption p, p.b_algoSlug, p");
        return Words.ifAddressed(href, title, new SearchResult.Text(title, href, body));
    }

    static Optional<SearchResult> news(Element item) {
        String url = Words.attribute(item, "a.title", "href");
        String title = Words.of(item, "a.title");
        String told = Words.attribute(item, "a.title", "data-author");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        Words.attribute(item, ".source span[aria-label]", "aria-label"),
                        title,
                        Words.of(item, ".snippet"),
                        url,
                        Links.absolute(Words.attribute(item, "a.imagelink img", "src"), SITE),
                        told.isEmpty() ? Words.of(item, ".source a") : told));
    }

    static Optional<SearchResult> image(Element item) {
        return Words.json(item.attr("m")).flatMap(told -> image(item, told));
    }

    private static Optional<SearchResult> image(Element item, JsonNode told) {
        Element box = item.parent() == null ? item : item.parent();
        String page = Words.of(told, "/purl");
        String name = Words.plain(told, "/t");
        String title = name.isEmpty() ? Words.attribute(item, "img", "alt") : name;
        Matcher size = SIZE.matcher(Words.of(box, ".img_info span, .imgpt span"));
        boolean sized = size.find();
        return Words.ifAddressed(
                page,
                title,
                new SearchResult.Image(
                        title,
                        Words.of(told, "/murl"),
                        Words.of(told, "/turl"),
                        page,
                        sized ? Words.whole(size.group(2)) : 0,
                        sized ? Words.whole(size.group(1)) : 0,
                        Links.host(page)));
    }

    static Optional<SearchResult> video(Element item) {
        return Words.json(Words.attribute(item, ".vrhdata", "vrhm")).flatMap(told -> video(item, told));
    }

    private static Optional<SearchResult> video(Element item, JsonNode told) {
        String url = Words.of(told, "/murl");
        String title = Words.plain(told, "/vt");
        return Words.ifAddressed(
                url,
                title,
                SearchResult.Video.of(
                        title,
                        url,
                        Words.of(item, ".mc_vtvc_meta_block"),
                        Words.of(told, "/du"),
                        Links.absolute(Words.attribute(item, ".mc_vtvc_th img", "src"), SITE),
                        Links.host(url)));
    }

    /// Out of `https://www.bing.com/ck/a?...&u=a1<base64>`.
    static String unwrapped(String href) {
        if (!href.contains("/ck/a?")) {
            return href;
        }
        return Links.parameter(href, "u")
                .filter(word -> word.startsWith("a1"))
                .flatMap(word -> Links.ofBase64(word.substring(2)))
                .orElse(href);
    }
}
