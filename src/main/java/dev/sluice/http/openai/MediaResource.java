package dev.sluice.http.openai;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.MediaType;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.ByteRange;
import dev.sluice.media.MediaFile;
import dev.sluice.media.MediaStore;
import dev.sluice.media.Thumbnails;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Date;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `GET /media/{file}`, `/images/{file}` and `/thumbnail/{file}`: what models made, under the hash of its content.
@Path("")
public final class MediaResource {
    private static final String FILE = "{file: [0-9a-f]+\\.[a-z0-9]+}";

    private final MediaStore media;
    private final Thumbnails thumbnails = new Thumbnails();

    public MediaResource(MediaStore media) {
        this.media = media;
    }

    @GET
    @Path("media/" + FILE)
    @Tag(name = "Media")
    @Operation(operationId = "readMedia", summary = "Read what a model made")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Media")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response readMedia(
            @PathParam("file") String name,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String unless) {
        return whole(name, known, range, unless);
    }

    @GET
    @Path("images/" + FILE)
    @Tag(name = "Media")
    @Operation(operationId = "readImage", summary = "Read what a model made, by the path that G4F gives images")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Media")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response readImage(
            @PathParam("file") String name,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String unless) {
        return whole(name, known, range, unless);
    }

    @GET
    @Path("thumbnail/" + FILE)
    @Tag(name = "Media")
    @Operation(operationId = "readThumbnail", summary = "Read an image made small; what is no image comes whole")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Media")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public Response readThumbnail(
            @PathParam("file") String name,
            @HeaderParam("If-None-Match") @Nullable String known,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String unless) {
        return small(name, known, range, unless);
    }

    private Response small(String name, @Nullable String known, @Nullable String range, @Nullable String unless) {
        MediaFile file = found(name);
        String tag = tag("small-", name);
        if (holds(known, tag)) {
            return common(Response.notModified(), file, tag).build();
        }
        Optional<byte[]> small = thumbnails.of(file);
        if (small.isEmpty()) {
            return whole(file, tag, range, unless);
        }
        return common(Response.ok(small.get(), MediaType.PNG.contentType()), file, tag)
                .header("Accept-Ranges", null)
                .header("Content-Length", small.get().length)
                .build();
    }

    private Response whole(String name, @Nullable String known, @Nullable String range, @Nullable String unless) {
        MediaFile file = found(name);
        String tag = tag("", name);
        return holds(known, tag) ? common(Response.notModified(), file, tag).build() : whole(file, tag, range, unless);
    }

    private MediaFile found(String name) {
        return media.find(name)
                .orElseThrow(() ->
                        new RefusedException(new Failure.NotFound("There is no such file here, or it has expired.")));
    }

    /// A name never stands for other bytes, so that whoever has them need not ask again.
    private static String tag(String mark, String name) {
        return '"' + mark + name.substring(0, name.indexOf('.')) + '"';
    }

    private static boolean holds(@Nullable String known, String tag) {
        return known != null && (known.contains(tag) || known.strip().equals("*"));
    }

    private static Response whole(MediaFile file, String tag, @Nullable String range, @Nullable String unless) {
        boolean stale = unless != null && !unless.equals(tag);
        ByteRange asked = range == null || stale ? ByteRange.all(file.length()) : ByteRange.of(range, file.length());
        if (asked == null) {
            return Response.status(416)
                    .header("Content-Range", "bytes */" + file.length())
                    .build();
        }
        StreamingOutput content = out -> asked.copy(file.path(), out);
        var answer = common(Response.status(asked.partial() ? 206 : 200).entity(content), file, tag)
                .type(file.type().contentType())
                .header("Content-Length", asked.length());
        if (asked.partial()) {
            answer.header("Content-Range", asked.told());
        }
        return answer.build();
    }

    private static Response.ResponseBuilder common(Response.ResponseBuilder answer, MediaFile file, String tag) {
        answer.header("ETag", tag)
                .header("Cache-Control", "private, max-age=31536000, immutable")
                .header("Accept-Ranges", "bytes")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .lastModified(Date.from(file.modified()));
        return file.type() == MediaType.OTHER
                ? answer.header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                : answer;
    }
}
