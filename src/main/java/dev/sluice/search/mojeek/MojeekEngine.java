package dev.sluice.search.mojeek;

import dev.sluice.search.Links;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.PageShape;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Reads Mojeek's pages; the parameters are those of its API
/// (https://www.mojeek.com/support/api/search/request_parameters.html, read 2026-11-21).
public final class MojeekEngine implements SearchEngine {
    private static final String SITE = "https://www.mojeek.com";
    private static final int PAGE = 10;
    private static final String NOTHING = ":containsOwn(No pages found), :containsOwn(No results found), .no-results";
    private static final String ROBOT = "form#captcha, .captcha, title:contains(403), title:contains(automated)";

    private static final PageShape TEXT = new PageShape("ul.results-standard > li:has(h2 a)", NOTHING, ROBOT);
    private static final PageShape NEWS = new PageShape(
            "section.news-search-result article:has(h2 a), ul.results-standard > li:has(h2 a)", NOTHING, ROBOT);
    private static final PageShape IMAGES = new PageShape("#results div.image:has(a > img)", NOTHING, ROBOT);

    private final Clock clock;

    public MojeekEngine(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mojeek";
    }

    @Override
    public Set<SearchType> types() {
        return EnumSet.of(SearchType.TEXT, SearchType.NEWS, SearchType.IMAGES);
    }

    @Override
    public List<SearchResult> search(SearchQuery query, Visit visit) {
        return switch (query.type()) {
            case NEWS -> NEWS.read(visit.fetch(request(query).with("fmt", "news")), MojeekEngine::news);
            case IMAGES -> IMAGES.read(visit.fetch(request(query).with("fmt", "images")), MojeekEngine::image);
            default -> Pages.collect(query.maxResults(), number -> texts(query, number, visit));
        };
    }

    private List<SearchResult> texts(SearchQuery query, int number, Visit visit) {
        PageRequest request = request(query);
        // a position on the first page makes Mojeek suspicious
        Page page = visit.fetch(number == 0 ? request : request.with("s", number * PAGE));
        return TEXT.read(page, MojeekEngine::text);
    }

    private PageRequest request(SearchQuery query) {
        PageRequest request = PageRequest.to(SITE + "/search")
                .with("q", query.text())
                .with("safe", query.safe().pick("1", "1", "0"))
                .withSome("arc", query.region().country())
                .withSome("lb", query.region().language());
        return query.since() == null
                ? request
                : request.with(
                        "since",
                        LocalDate.now(clock).minusDays(query.since().days()).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private static Optional<SearchResult> text(Element item) {
        String href = Words.attribute(item, "h2 a", "href");
        String title = Words.of(item, "h2 a");
        return Words.ifAddressed(href, title, new SearchResult.Text(title, href, Words.of(item, "p.s")));
    }

    private static Optional<SearchResult> news(Element item) {
        String url = Words.attribute(item, "h2 a", "href");
        String title = Words.of(item, "h2 a");
        return Words.ifAddressed(
                url,
                title,
                new SearchResult.News(
                        Words.of(item, "time, .date, p.i .mdate"),
                        title,
                        Words.of(item, "p.s"),
                        url,
                        Links.absolute(Words.attribute(item, "img", "src"), SITE),
                        Links.host(url)));
    }

    private static Optional<SearchResult> image(Element item) {
        String url = Words.attribute(item, "a", "href");
        String title = Words.attribute(item, "a", "data-title");
        // pictures are shown through Mojeek's own site
        String picture = Links.absolute(Words.attribute(item, "a > img", "src"), SITE);
        return Words.ifAddressed(
                url, title, new SearchResult.Image(title, picture, picture, url, 0, 0, Links.host(url)));
    }
}
