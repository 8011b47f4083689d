package dev.sluice.search.duckduckgo;

import dev.sluice.search.Page;
import dev.sluice.search.PageRequest;
import dev.sluice.search.Visit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The word that DuckDuckGo's scripts want to see before they answer: it stands in the page of the same
/// question.
final class Token {
    static final String SITE = "https://duckduckgo.com";

    private static final Pattern VQD = Pattern.compile("vqd=[\"']?([0-9][0-9-]{5,200})");

    private Token() {}

    static String of(String text, Visit visit) {
        Page page = visit.fetch(PageRequest.to(SITE + "/").with("q", text));
        Matcher found = VQD.matcher(page.text());
        if (found.find()) {
            return found.group(1);
        }
        if (page.html().selectFirst("#challenge-form, .anomaly-modal__modal") != null) {
            throw page.suspicious();
        }
        throw page.changed("a page without its token");
    }
}
