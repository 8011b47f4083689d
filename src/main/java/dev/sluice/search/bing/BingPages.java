package dev.sluice.search.bing;

import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.PageShape;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.SearchType;
import dev.sluice.search.TimeLimit;
import dev.sluice.search.Visit;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/// Bing's pages, and the parts of pages that its own scripts load.
final class BingPages {
    private static final String SITE = "https://www.bing.com";
    private static final String NOTHING = "#b_results > li.b_no, .b_no, .no_results, .dgNoResults, #no_results,"
            + " :containsOwn(There are no results for), :containsOwn(no results found)";
    private static final String ROBOT = "#turing, .captcha, #b_captcha, form[action*=captcha]";

    private static final PageShape TEXT = new PageShape("#b_results > li.b_algo", NOTHING, ROBOT);
    private static final PageShape NEWS = new PageShape("div.newsitem", NOTHING, ROBOT);
    private static final PageShape IMAGES = new PageShape("a.iusc[m]", NOTHING, ROBOT);
    private static final PageShape VIDEOS =
            new PageShape("div[id*=mc_vtvc_video]:has(.vrhdata[vrhm]), .mc_vtvc:has(.vrhdata[vrhm])", NOTHING, ROBOT);

    private final Clock clock;

    BingPages(Clock clock) {
        this.clock = clock;
    }

    List<SearchResult> page(SearchQuery query, int number, Visit visit) {
        Page page = visit.fetch(request(query, number)
                .withSome("cc", query.region().country())
                .withSome("setlang", query.region().language())
                .header("cookie", "SRCHHPGUSR=ADLT=" + query.safe().pick("STRICT", "DEMOTE", "OFF")));
        return switch (query.type()) {
            case NEWS -> NEWS.read(page, BingItem::news);
            case IMAGES -> IMAGES.read(page, BingItem::image);
            case VIDEOS -> VIDEOS.read(page, BingItem::video);
            default -> TEXT.read(page, BingItem::text);
        };
    }

    private PageRequest request(SearchQuery query, int number) {
        return switch (query.type()) {
            case NEWS -> news(query, number);
            case IMAGES, VIDEOS -> media(query, number);
            default -> text(query, number);
        };
    }

    private PageRequest text(SearchQuery query, int number) {
        PageRequest request =
                PageRequest.to(SITE + "/search").with("q", query.text()).with("pq", query.text());
        if (number > 0) {
            request = request.with("first", number * 10 + 1).with("FORM", "PERE" + (number == 1 ? "" : number - 1));
        }
        return query.since() == null ? request : request.with("filters", "ex1:\"ez" + age(query.since()) + "\"");
    }

    /// The year is told by the first and the last of its days.
    private String age(TimeLimit since) {
        long today = LocalDate.now(clock).toEpochDay();
        return switch (since) {
            case DAY -> "1";
            case WEEK -> "2";
            case MONTH -> "3";
            case YEAR -> "5_" + (today - since.days()) + "_" + today;
        };
    }

    private static PageRequest news(SearchQuery query, int number) {
        PageRequest request = PageRequest.to(SITE + "/news/infinitescrollajax")
                .with("q", query.text())
                .with("InfiniteScroll", "1")
                .with("first", number * 10 + 1)
                .with("SFX", number)
                .with("form", "PTFTNR");
        if (query.since() == null) {
            return request;
        }
        // Bing has no year of news
        String interval = switch (query.since()) {
            case DAY -> "4";
            case WEEK -> "7";
            case MONTH, YEAR -> "9";
        };
        return request.with("qft", "interval=\"" + interval + "\"");
    }

    private static PageRequest media(SearchQuery query, int number) {
        boolean images = query.type() == SearchType.IMAGES;
        PageRequest request = PageRequest.to(SITE + (images ? "/images/async" : "/videos/asyncv2"))
                .with("q", query.text())
                .with("async", images ? "1" : "content")
                .with("first", number * 35 + 1)
                .with("count", 35);
        return query.since() == null
                ? request
                : request.with(
                        "qft",
                        (images ? "+filterui:age-lt" : " filterui:videoage-lt")
                                + query.since().days() * 24 * 60);
    }
}
