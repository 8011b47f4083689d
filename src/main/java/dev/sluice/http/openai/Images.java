package dev.sluice.http.openai;

import dev.sluice.dialect.openai.ImageRequestReader;
import dev.sluice.dialect.openai.ImageWriter;
import dev.sluice.dispatch.Answered;
import dev.sluice.dispatch.Bounds;
import dev.sluice.dispatch.Errand;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Form;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.Posted;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Aim;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.ErrandDoor;
import dev.sluice.http.FileParts;
import dev.sluice.http.Incoming;
import dev.sluice.media.MediaStore;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ImageProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How images are asked for and answered, whichever path they are asked by.
public final class Images {
    private final ErrandDoor door;
    private final MediaStore media;
    private final FileParts files;
    private final Clock clock;

    public Images(ErrandDoor door, MediaStore media, FileParts files, Clock clock) {
        this.door = door;
        this.files = files;
        this.media = media;
        this.clock = clock;
    }

    ErrandDoor door() {
        return door;
    }

    /// @param provider the one that the path names; null for any
    ErrandDoor.Reading generation(HttpServletRequest request, @Nullable String provider) {
        return json(Task.GENERATION, Call.of(request).root(request), provider);
    }

    /// As a form with its images, or as JSON that names them.
    ErrandDoor.Reading edit(HttpServletRequest request) {
        String type = request.getContentType();
        boolean form = type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
        return form
                ? form(Task.EDIT, request)
                : json(Task.EDIT, Call.of(request).root(request), null);
    }

    ErrandDoor.Reading variation(HttpServletRequest request) {
        return form(Task.VARIATION, request);
    }

    private ErrandDoor.Reading json(Task task, String address, @Nullable String provider) {
        return incoming -> {
            ImageRequest asked = ImageRequestReader.read(task, Bodies.json(incoming), incoming.travelling());
            ImageRequest whole = task == Task.EDIT ? withFiles(asked, incoming) : asked;
            return work(incoming.call(), whole, address, provider);
        };
    }

    private ImageRequest withFiles(ImageRequest edit, Incoming incoming) {
        return edit.asked() instanceof JsonRequest json
                ? files.imagesInside(json.document(), incoming.call().owner())
                        .map(body -> ImageRequestReader.read(Task.EDIT, body, incoming.travelling()))
                        .orElse(edit)
                : edit;
    }

    private ErrandDoor.Reading form(Task task, HttpServletRequest request) {
        String address = Call.of(request).root(request);
        return door.form((call, form) -> work(call, ImageRequestReader.read(task, form), address, null));
    }

    private ErrandDoor.Work work(Call asking, ImageRequest asked, String address, @Nullable String provider) {
        Posted posted = asked.asked();
        Aim aim = new Aim(posted.model(), posted.providers()).within(provider, Capability.IMAGE, asking);
        var errand = new Errand<ImageProvider, ImageReply>(
                Capability.IMAGE,
                aim.model(),
                aim.providers(),
                posted.proxy(),
                ImageProvider.class,
                asked.stream(),
                Bounds.of(posted),
                (one, model, attempt) -> one.image(asked, model, attempt));
        return call -> answer(call, call.ask(errand), asked, address);
    }

    private Response answer(Call call, Answered<ImageReply> answered, ImageRequest asked, String address) {
        return switch (answered.value()) {
            case ImageReply.Events events -> door.events(call, events.events());
            case ImageReply.Images images -> {
                call.trail().spent(images.usage());
                yield door.json(call, ImageWriter.write(formed(images, answered.provider(), asked, address), clock));
            }
        };
    }

    /// What is to have an address and has none is kept here.
    private ImageReply.Images formed(ImageReply.Images reply, String provider, ImageRequest asked, String address) {
        if (asked.form() != Form.URL && !asked.copied()) {
            return reply;
        }
        List<Image> images = reply.images().stream()
                .map(image -> image.base64() == null
                        ? image
                        : new Image(address + "/media/" + kept(image.base64(), provider), null, image.revisedPrompt()))
                .toList();
        return new ImageReply.Images(images, reply.usage(), reply.wire());
    }

    private String kept(String base64, String provider) {
        try {
            return media.keep(Base64.getMimeDecoder().decode(base64)).name();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    new Failure.UpstreamBroken(
                            provider, "The provider '" + provider + "' sent an image that cannot be read.", false),
                    e);
        }
    }
}
