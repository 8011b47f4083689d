package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ImageUrl;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Shape;
import dev.sluice.exchange.FormRequest;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.ImageRequest.Form;
import dev.sluice.exchange.ImageRequest.Task;
import dev.sluice.exchange.JsonRequest;
import dev.sluice.exchange.Posted;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what callers send to `/v1/images/generations`, `/edits` and `/variations`.
public final class ImageRequestReader {
    private static final int MOST_IMAGES = 16;
    private static final int MOST_IN_BATCH = 16;
    private static final Shape SIZE =
            text(size -> size.matches("auto|\\d{2,4}x\\d{2,4}"), "must be auto, or width x height like 1024x1024");
    private static final Shape PROMPT = text(prompt -> !prompt.isBlank(), "must not be empty");

    private static final Shape REFERENCE = object().optional(
                    "image_url", text(ImageUrl::valid, "must be an http, https or data:image address"))
            .optional("file_id", text())
            .rule((value, place, problems) -> {
                if (value.path("image_url").isTextual() == value.path("file_id").isTextual()) {
                    problems.add(Flaw.VALUE, place, "must have either image_url or file_id");
                }
            });

    private static final ObjectShape ALL = object().optional(
                    "model", text(model -> !model.isEmpty(), "must not be empty"))
            .optional("n", integer(1, 10))
            .optional("size", SIZE)
            .optional("response_format", word("url", "b64_json"))
            .optional("user", text())
            .including(ownServers());

    private static final ObjectShape PAINTED = ALL.including(object().required("prompt", PROMPT)
            .optional("quality", text())
            .optional("style", text())
            .optional("background", text())
            .optional("moderation", text())
            .optional("input_fidelity", text())
            .optional("output_format", word("png", "jpeg", "webp"))
            .optional("output_compression", integer(0, 100))
            .optional("stream", flag())
            .optional("partial_images", integer(0, 3)));

    private static final ObjectShape JSON_EDIT = PAINTED.including(
            object().required("images", list(REFERENCE).sized(1, MOST_IMAGES)).optional("mask", REFERENCE));

    private static final Set<String> NUMBERS = Set.of(
            "n",
            "output_compression",
            "partial_images",
            "steps",
            "cfg_scale",
            "batch_size",
            "batch_count",
            "seed",
            "image_seed",
            "denoising_strength",
            "width",
            "height",
            "num_inference_steps",
            "guidance_scale");
    private static final Set<String> FLAGS = Set.of("stream");

    private ImageRequestReader() {}

    /// What callers of servers that paint on the premises say.
    private static ObjectShape ownServers() {
        return object().optional("steps", integer(1, 1000))
                .optional("cfg_scale", number(0, 1000))
                .optional("batch_size", integer(1, MOST_IN_BATCH))
                .optional("batch_count", integer(1, MOST_IN_BATCH))
                .optional("negative_prompt", text())
                .optional("seed", integer(-1, Long.MAX_VALUE))
                .optional("image_seed", integer(-1, Long.MAX_VALUE))
                .optional("denoising_strength", number(0, 1))
                .optional("sampler", text())
                .optional("sampler_name", text())
                .optional("scheduler", text())
                .including(ImageFields.SHAPE);
    }

    static Set<String> names(Task task) {
        return (task == Task.EDIT ? JSON_EDIT : PAINTED).names();
    }

    /// A generation, or an edit whose images are named in JSON.
    ///
    /// @param body JSON in UTF-8; must not be changed afterwards
    /// @param headers the caller's headers that may travel upstream, names in lower case
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule
    public static ImageRequest read(Task task, byte[] body, Map<String, String> headers) {
        ObjectShape own = task == Task.EDIT ? JSON_EDIT : PAINTED;
        JsonRequest asked = JsonRequestReader.read(body, headers, GatewayFields.SHAPE.including(own));
        return of(task, asked, asked.document().tree());
    }

    /// An edit or a variation whose images came along.
    ///
    /// @throws dev.sluice.exchange.RefusedException where the form breaks a rule
    public static ImageRequest read(Task task, FormRequest form) {
        ObjectShape own = task == Task.VARIATION ? ALL : PAINTED;
        FormFields.files(form, "image", task == Task.VARIATION ? 1 : MOST_IMAGES);
        if (!form.files("mask").isEmpty() || form.value("mask").isPresent()) {
            FormFields.files(form, "mask", 1);
        }
        return of(task, form, FormFields.checked(form, own, NUMBERS, FLAGS));
    }

    private static ImageRequest of(Task task, Posted asked, JsonNode tree) {
        return new ImageRequest(
                task,
                asked,
                tree.path("prompt").asText(""),
                tree.path("n").asInt(1),
                ImageFields.size(tree),
                form(tree.path("response_format").asText("")),
                tree.path("stream").asBoolean());
    }

    private static @Nullable Form form(String word) {
        return switch (word) {
            case "url" -> Form.URL;
            case "b64_json" -> Form.BASE64;
            default -> null;
        };
    }

    /// Whether a model knows no `response_format`: such a one gives base64 always, and refuses the word.
    public static boolean knowsNoForm(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        return name.startsWith("gpt-image") || name.startsWith("chatgpt-image");
    }

    /// The body to send to an upstream that speaks OpenAI's dialect.
    public static byte[] upstreamBody(ImageRequest request, JsonRequest json, String model, ObjectNode overrides) {
        ObjectNode own = ImageFields.translated(json.document().tree(), model);
        own.setAll(overrides);
        if (knowsNoForm(model)) {
            own.putNull("response_format");
        }
        return JsonRequestWriter.upstreamBody(json, model, own, names(request.task()));
    }
}
