package dev.sluice.search.duckduckgo;

import dev.sluice.search.Links;
import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.PageShape;
import dev.sluice.search.Pages;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.Visit;
import dev.sluice.search.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The pages that DuckDuckGo has for browsers without scripts. Each is asked for by the form on the one
/// before: to ask for a later one directly makes DuckDuckGo suspicious. Used by one thread, for one search.
final class TextPages {
    private static final String SITE = "https://html.duckduckgo.com/html/";
    private static final PageShape SHAPE = new PageShape(
            "div.result:has(a.result__a):not(.result--ad)",
            ".no-results, .result--no-result",
            "#challenge-form, .anomaly-modal__modal, form[action*=anomaly]");

    private final Visit visit;
    private @Nullable Map<String, String> next;

    private TextPages(Map<String, String> first, Visit visit) {
        this.next = first;
        this.visit = visit;
    }

    static List<SearchResult> search(SearchQuery query, Visit visit) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("q", query.text());
        form.put("b", "");
        form.put("kl", query.region().countryFirst("wt-wt"));
        form.put("kp", query.safe().pick("1", "-1", "-2"));
        if (query.since() != null) {
            form.put("df", query.since().letter());
        }
        var pages = new TextPages(form, visit);
        return Pages.collect(query.maxResults(), number -> pages.turn());
    }

    private List<SearchResult> turn() {
        Map<String, String> form = next;
        if (form == null) {
            return List.of();
        }
        Page page = visit.fetch(PageRequest.to(SITE).header("referer", SITE).posting(form));
        Document html = page.html();
        next = nextForm(html);
        return SHAPE.read(page, html, TextPages::result);
    }

    private static @Nullable Map<String, String> nextForm(Document html) {
        Element form = html.selectFirst(".nav-link form:has(input[name=vqd]):has(input[value=Next])");
        if (form == null) {
            return null;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return fields;
    }

    private static Optional<SearchResult> result(Element item) {
        String href = unwrapped(Words.attribute(item, "a.result__a", "href"));
        String title = Words.of(item, "a.result__a");
        return Words.ifAddressed(href, title, new SearchResult.Text(title, href, Words.of(item, ".result__snippet")));
    }

    /// Out of `//duckduckgo.com/l/?uddg=<address>`; what leads to an advertisement has no address of its own.
    private static String unwrapped(String href) {
        if (href.contains("duckduckgo.com/y.js")) {
            return "";
        }
        return href.contains("uddg=") ? Links.parameter(href, "uddg").orElse("") : Links.absolute(href);
    }
}
