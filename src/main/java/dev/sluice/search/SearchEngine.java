package dev.sluice.search;

import java.util.List;
import java.util.Set;

/// One engine: knows what it can look for, how it is asked, and how its pages are read. Immutable.
public interface SearchEngine {

    /// As it stands in a request, in lower case.
    String name();

    /// What it can look for, in the order in which it is told.
    Set<SearchType> types();

    /// Looks for `query`, whose type is one of [#types()].
    ///
    /// An empty list means that the engine said it found nothing; a page that says neither is a failure.
    ///
    /// @return as many results as were asked for, or more, where there are so many: the best first, each once
    /// @throws dev.sluice.exchange.RefusedException where the engine does not answer, or not as is understood
    List<SearchResult> search(SearchQuery query, Visit visit);
}
