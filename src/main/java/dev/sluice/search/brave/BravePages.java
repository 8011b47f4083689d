package dev.sluice.search.brave;

import dev.sluice.search.Links;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.PageShape;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// Brave's pages. The classes end with letters that change with each of Brave's releases, so only their
/// beginnings are looked at.
final class BravePages {
    private static final String NOTHING = "#no-results, .no-results, :containsOwn(No results found),"
            + " :containsOwn(Not many great matches came back for your search)";
    private static final String ROBOT = "#captcha, .captcha, form[action*=captcha], title:contains(Captcha)";
    private static final String TITLE = ".snippet-title, .title";
    private static final String BODY = ".snippet-description, .generic-snippet .content, .description, p.desc";

    private static final PageShape TEXT = new PageShape("#results .snippet[data-type=web]", NOTHING, ROBOT);
    private static final PageShape NEWS = new PageShape(".snippet[data-type=news]", NOTHING, ROBOT);
    private static final PageShape VIDEOS = new PageShape(".snippet[data-type=videos]", NOTHING, ROBOT);
    private static final PageShape IMAGES = new PageShape("button.image-result:has(img)", NOTHING, ROBOT);
    private static final Pattern SIZE = Pattern.compile("--(width|height):\\s*(\\d{1,6})");

    private BravePages() {}

    static List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        // only pages of text are turned
        if (query.type() != SearchType.TEXT && number > 0) {
            return List.of();
        }
        String kind = query.type() == SearchType.TEXT ? "search" : query.type().word();
        PageRequest request = PageRequest.to("https://search.brave.com/" + kind)
                .with("q", query.text())
                .with("source", "web")
                .header("cookie", preferences(query));
        if (query.since() != null) {
            request = request.with("tf", "p" + query.since().letter());
        }
        Page page = visit.fetch(number == 0 ? request : request.with("offset", number));
        return switch (query.type()) {
            case NEWS -> NEWS.read(page, BravePages::news);
            case IMAGES -> IMAGES.read(page, BravePages::image);
            case VIDEOS -> VIDEOS.read(page, BravePages::video);
            default -> TEXT.read(page, BravePages::text);
        };
    }

    private static String preferences(SearchQuery query) {
        return "safesearch=" + query.safe().pick("strict", "moderate", "off")
                + "; useLocation=0; summarizer=0; country="
                + (query.region().everywhere() ? "all" : query.region().country());
    }

    private static Optional<SearchResult> text(Element item) {
        String href = Words.attribute(item, "a[href]", "href");
        String title = Words.of(item, TITLE);
        return Words.ifAddressed(href, title, new SearchResult.Text(title, href, Words.of(item, BODY)));
    }

    private static Optional<SearchResult> news(Element item) {
        String url = Words.attribute(item, "a[href]", "href");
        String title = Words.of(item, TITLE);
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        Words.of(item, ".age, .age-header, .attr:last-child"),
                        title,
                        Words.of(item, BODY),
                        url,
                        Words.attribute(item, ".image-wrapper img, img.thumb", "src"),
                        Links.host(url)));
    }

    private static Optional<SearchResult> video(Element item) {
        String url = Words.attribute(item, "a[href]", "href");
        String title = Words.of(item, TITLE);
        return Words.ifAddressed(
                url,
                title,
                SearchResult.Video.of(
                                title,
                                url,
                                Words.of(item, BODY),
                                Words.of(item, ".duration"),
                                Words.attribute(item, "img", "src"),
                                Words.of(item, ".creator, .publisher"))
                        .publishedOn(Words.of(item, ".age")));
    }

    private static Optional<SearchResult> image(Element item) {
        String shown = Words.attribute(item, "img", "src");
        String title = Words.attribute(item, "img", "alt");
        String original = original(shown);
        String source = Words.of(item, ".image-metadata-site");
        return Words.ifAddressed(
                original,
                title,
                new SearchResult.Image(
                        title, original, shown, original, size(item, "height"), size(item, "width"), source));
    }

    private static int size(Element item, String side) {
        Matcher sizes = SIZE.matcher(item.attr("style"));
        while (sizes.find()) {
            if (sizes.group(1).equals(side)) {
                return Words.whole(sizes.group(2));
            }
        }
        return 0;
    }

    /// Brave shows pictures through a proxy; its address ends with the picture's own, in base64 cut by slashes.
    private static String original(String shown) {
        int begin = shown.indexOf("/g:ce/");
        return begin < 0
                ? shown
                : Links.ofBase64(shown.substring(begin + 6).replace("/", "")).orElse(shown);
    }
}
