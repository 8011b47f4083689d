package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import dev.sluice.token.Vocabulary;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/internal/encode`, `/decode` and `/token-count`: texts and tokens, by the vocabulary of the model's family.
/// Every answer says which one it was, and whether it is the model's own.
@Path("v1/internal")
public final class TokensResource {
    private final ErrandDoor door;
    private final LoadedModels models;

    public TokensResource(ErrandDoor door, LoadedModels models) {
        this.door = door;
        this.models = models;
    }

    @POST
    @Path("encode")
    @Tag(name = "Internal")
    @Operation(operationId = "encodeTokens", summary = "Turn a text into tokens")
    @RequestBody(ref = "#/components/requestBodies/Encode")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Tokens")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void encode(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        open(InternalRequest.ENCODE, body, request, answer, (asked, vocabulary) -> {
            List<Integer> tokens = vocabulary.encode(asked.path("text").textValue());
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            tokens.forEach(json.putArray("tokens")::add);
            return json.put("length", tokens.size());
        });
    }

    @POST
    @Path("token-count")
    @Tag(name = "Internal")
    @Operation(operationId = "countTextTokens", summary = "Count the tokens of a text")
    @RequestBody(ref = "#/components/requestBodies/Encode")
    @APIResponse(responseCode = "200", ref = "#/components/responses/TokenLength")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void count(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        open(
                InternalRequest.ENCODE,
                body,
                request,
                answer,
                (asked, vocabulary) -> JsonNodeFactory.instance
                        .objectNode()
                        .put("length", vocabulary.count(asked.path("text").textValue())));
    }

    @POST
    @Path("decode")
    @Tag(name = "Internal")
    @Operation(operationId = "decodeTokens", summary = "Turn tokens into a text")
    @RequestBody(ref = "#/components/requestBodies/Decode")
    @APIResponse(responseCode = "200", ref = "#/components/responses/DecodedTokens")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void decode(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        open(InternalRequest.DECODE, body, request, answer, (asked, vocabulary) -> {
            List<Integer> tokens = new ArrayList<>();
            asked.path("tokens").forEach(token -> tokens.add(token.intValue()));
            String text = vocabulary
                    .decode(tokens)
                    .orElseThrow(() -> new RefusedException(Failure.invalid(
                            "tokens",
                            "'tokens' holds a number that is no token of " + vocabulary.name() + ".",
                            "invalid_value")));
            return JsonNodeFactory.instance.objectNode().put("text", text);
        });
    }

    private void open(
            InternalRequest kind,
            InputStream body,
            HttpServletRequest request,
            AsyncResponse answer,
            BiFunction<ObjectNode, Vocabulary, ObjectNode> work) {
        door.open(request, body, answer, incoming -> {
            ObjectNode asked = kind.read(Bodies.json(incoming));
            return call -> answered(work, asked, call);
        });
    }

    private Response answered(BiFunction<ObjectNode, Vocabulary, ObjectNode> work, ObjectNode asked, Call call) {
        var vocabulary = Vocabulary.of(models.aimed(asked, call).model());
        return JsonAnswer.ok(work.apply(asked, vocabulary)
                .put("tokenizer", vocabulary.name())
                .put("exact", vocabulary.exact()));
    }
}
