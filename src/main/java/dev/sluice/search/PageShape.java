package dev.sluice.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// By what one kind of an engine's pages is known, as jsoup's selectors.
///
/// @param items matches each result
/// @param nothing matches what only a page has that found nothing
/// @param robot matches what only a page has that asks for a human
public record PageShape(String items, String nothing, String robot) {

    /// The results of a page, in its order.
    ///
    /// @param item empty for what is among the results and none of them, such as an advertisement
    /// @throws dev.sluice.exchange.RefusedException where the page neither has results nor says that there are
    /// none
    public List<SearchResult> read(Page page, Function<Element, Optional<SearchResult>> item) {
        return read(page, page.html(), item);
    }

    /// The same of a page that was parsed before.
    public List<SearchResult> read(Page page, Document html, Function<Element, Optional<SearchResult>> item) {
        List<SearchResult> results = new ArrayList<>();
        html.select(items).forEach(element -> item.apply(element).ifPresent(results::add));
        if (!results.isEmpty()) {
            return results;
        }
        if (!html.select(robot).isEmpty()) {
            throw page.suspicious();
        }
        if (html.select(nothing).isEmpty()) {
            throw page.changed("a page without results that does not say so");
        }
        return results;
    }
}
