package dev.sluice.http.openai;

import dev.sluice.batch.FileQuery;
import dev.sluice.batch.FileStore;
import dev.sluice.batch.StoredFile;
import dev.sluice.http.Desk;
import dev.sluice.http.Incoming;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/files`: files that callers keep here, each seen by its owner alone.
@Path("v1/files")
public final class FilesResource {
    private static final int MOST_ROWS = 10_000;

    private final FileStore files;
    private final Desk desk;

    public FilesResource(FileStore files, Desk desk) {
        this.files = files;
        this.desk = desk;
    }

    @POST
    @Tag(name = "Files")
    @Operation(operationId = "createFile", summary = "Keep a file")
    @RequestBody(ref = "#/components/requestBodies/File")
    @APIResponse(responseCode = "200", ref = "#/components/responses/File")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void create(InputStream body, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        Incoming incoming = Incoming.of(request, body);
        desk.answer(request, answer, call -> {
            try (var form = new FileForm(files, call.running().config().files(), call.owner())) {
                return JsonAnswer.ok(FileRows.of(form.read(incoming)));
            }
        });
    }

    @GET
    @Tag(name = "Files")
    @Operation(operationId = "listFiles", summary = "List files, the newest first")
    @Parameter(name = "purpose", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "order", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "after", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @APIResponse(responseCode = "200", ref = "#/components/responses/FileList")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void list(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        var query = new Query(request);
        var asked = new FileQuery(
                query.text("purpose"),
                query.text("after"),
                query.number("limit", 1, MOST_ROWS, MOST_ROWS),
                query.word("order", List.of("desc", "asc")).equals("asc"));
        desk.answer(request, answer, call -> JsonAnswer.ok(FileRows.of(files.list(call.owner(), asked))));
    }

    @GET
    @Path("{id}")
    @Tag(name = "Files")
    @Operation(operationId = "retrieveFile", summary = "Tell of one file")
    @APIResponse(responseCode = "200", ref = "#/components/responses/File")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void one(@PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(FileRows.of(files.require(call.owner(), id))));
    }

    @DELETE
    @Path("{id}")
    @Tag(name = "Files")
    @Operation(operationId = "deleteFile", summary = "Delete a file")
    @APIResponse(responseCode = "200", ref = "#/components/responses/FileDeleted")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void delete(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> {
            files.delete(call.owner(), id);
            return JsonAnswer.ok(FileRows.deleted(id));
        });
    }

    @GET
    @Path("{id}/content")
    @Tag(name = "Files")
    @Operation(operationId = "downloadFile", summary = "Read a file's content")
    @APIResponse(responseCode = "200", ref = "#/components/responses/FileContent")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void content(
            @PathParam("id") String id, @Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> download(files.require(call.owner(), id)));
    }

    /// Never shown by a browser as what it may pretend to be.
    private Response download(StoredFile file) {
        StreamingOutput content = out -> {
            try (InputStream in = files.content(file)) {
                in.transferTo(out);
            }
        };
        return Response.ok(content, "application/octet-stream")
                .header("Content-Length", file.bytes())
                .header("Content-Disposition", ContentDisposition.attachment(file.filename()))
                .build();
    }
}
