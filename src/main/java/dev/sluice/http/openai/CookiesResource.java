package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.cookie.CookieJar;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;
import dev.sluice.http.Desk;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Multipart;
import dev.sluice.http.Part;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `POST /v1/upload_cookies`: cookies for providers that take them, as G4F's clients upload them.
@Path("v1/upload_cookies")
public final class CookiesResource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CookieJar jar;
    private final Desk desk;

    public CookiesResource(CookieJar jar, Desk desk) {
        this.jar = jar;
        this.desk = desk;
    }

    @POST
    @Tag(name = "Cookies")
    @Operation(
            operationId = "uploadCookies",
            summary = "Keep cookies for providers that take them",
            description =
                    "Files of a browser (JSON) or recordings (HAR). They are kept encrypted, and sent for the same"
                            + " caller only, to providers with `cookies: true` whose address they match.")
    @RequestBody(ref = "#/components/requestBodies/Cookies")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Cookies")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void upload(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        Incoming incoming = Incoming.of(request, body);
        desk.answer(request, answer, call -> JsonAnswer.ok(kept(call, incoming)));
    }

    private ArrayNode kept(Call call, Incoming incoming) {
        ArrayNode kept = MAPPER.createArrayNode();
        long limit = call.running().config().server().maxUpload();
        Multipart form = Multipart.of(incoming, limit, "server.max-upload");
        for (Part part = form.next(); part != null; part = form.next()) {
            String filename = part.filename();
            if (filename != null) {
                CookieJar.Kept file = jar.keep(call.owner(), named(filename), bytes(part));
                kept.addObject()
                        .put("filename", named(filename))
                        .put("cookies", file.cookies())
                        .put("ignored", file.ignored());
            }
        }
        if (kept.isEmpty()) {
            throw invalid("The form has no 'files'.", "missing_required_parameter");
        }
        return kept;
    }

    /// The name without its folders.
    private static String named(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".json") && !lower.endsWith(".har")) {
            throw invalid("files must be .json or .har files.", "invalid_value");
        }
        return name;
    }

    private static byte[] bytes(Part part) {
        try {
            return part.content().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedException invalid(String message, String code) {
        return new RefusedException(Failure.invalid("files", message, code));
    }
}
