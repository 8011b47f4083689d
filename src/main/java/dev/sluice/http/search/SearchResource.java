package dev.sluice.http.search;

import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Query;
import dev.sluice.search.SearchEngine;
import dev.sluice.search.SearchQuery;
import dev.sluice.search.SearchResult;
import dev.sluice.search.WebSearch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /search` and `GET /search/provider`, with `/v1` or without: the web, searched.
@Path("search")
public final class SearchResource {
    private final Desk desk;

    public SearchResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Tag(name = "Search")
    @Operation(
            operationId = "search",
            summary = "Search the web",
            description =
                    "Also `/v1/search`. `GET /search/provider` tells which engine has which types and parameters.")
    @Parameter(name = "q", in = ParameterIn.QUERY, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "engine", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING, defaultValue = "text"))
    @Parameter(
            name = "max_results",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "10"))
    @Parameter(
            name = "region",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, defaultValue = "all"))
    @Parameter(
            name = "safesearch",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.STRING, defaultValue = "moderate"))
    @Parameter(name = "timelimit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", ref = "#/components/responses/SearchResults")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void search(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var asked = new SearchParameters(new Query(request));
        desk.answer(request, answer, call -> {
            WebSearch search = call.running().search();
            SearchEngine engine = search.engine(asked.engine());
            SearchQuery query = asked.query();
            List<SearchResult> results = search.search(engine, query, call.cancellation());
            return JsonAnswer.ok(SearchWriter.results(engine, query.type(), results));
        });
    }

    @GET
    @Path("provider")
    @Tag(name = "Search")
    @Operation(
            operationId = "listSearchEngines",
            summary = "List the search engines",
            description = "Also `/search/provider`.")
    @APIResponse(responseCode = "200", ref = "#/components/responses/SearchEngines")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void engines(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> listed(call.running().search()));
    }

    private static Response listed(WebSearch search) {
        return JsonAnswer.ok(
                SearchWriter.engines(search.engines(), search.config().defaultEngine()));
    }
}
