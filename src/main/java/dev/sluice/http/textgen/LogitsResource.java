package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.dispatch.Aimed;
import dev.sluice.http.Bodies;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.JsonAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/internal/logits`: how probable each next token of a text is, as far as the provider tells.
@Path("v1/internal/logits")
public final class LogitsResource {
    private final ErrandDoor door;
    private final LoadedModels models;

    public LogitsResource(ErrandDoor door, LoadedModels models) {
        this.door = door;
        this.models = models;
    }

    @POST
    @Tag(name = "Internal")
    @Operation(operationId = "nextTokenProbabilities", summary = "Tell how probable each next token is")
    @RequestBody(ref = "#/components/requestBodies/Logits")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Logits")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void logits(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        door.open(request, body, answer, incoming -> {
            ObjectNode asked = InternalRequest.LOGITS.read(Bodies.json(incoming));
            return call -> {
                Aimed aimed = models.aimed(asked, call);
                var next = new NextToken(call, aimed, incoming.travelling());
                Probabilities raw = next.ask(
                        asked.path("prompt").textValue(),
                        asked.path("top_logits").asInt(NextToken.USUAL));
                Probabilities drawn = asked.path("use_samplers").booleanValue() ? raw.sampled(asked) : raw;
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                ObjectNode logits = json.putObject("logits");
                drawn.byToken().forEach(logits::put);
                return JsonAnswer.ok(json);
            };
        });
    }
}
