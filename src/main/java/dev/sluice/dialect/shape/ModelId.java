package dev.sluice.dialect.shape;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import java.util.List;

/// The syntax of model ids. What breaks it names no model anywhere and is never sent to an upstream, where it could
/// become part of a path.
public final class ModelId {
    private static final int LONGEST = 256;
    private static final String FORBIDDEN = "?#\\%";

    private ModelId() {}

    /// Gives `id` back where it could name a model.
    ///
    /// @throws RefusedException with [Failure.Invalid] where it is empty, [Failure.UnknownModel] where it is no id
    public static String require(String id) {
        if (id.isEmpty()) {
            String message = "model must not be empty.";
            throw new RefusedException(new Failure.Invalid(
                    message,
                    "model",
                    "invalid_value",
                    List.of(new Failure.Detail(List.of("body", "model"), message, "value_error"))));
        }
        if (!wellFormed(id)) {
            throw new RefusedException(new Failure.UnknownModel("The model id is malformed, so no model has it."));
        }
        return id;
    }

    /// Whether `id` could name a model.
    public static boolean wellFormed(String id) {
        // "provider:model" loses its front on the way, so the rest must be an id of its own
        int colon = id.indexOf(':');
        return id.length() <= LONGEST
                && id.codePoints().allMatch(ModelId::allowed)
                && segments(id)
                && (colon < 0 || segments(id.substring(colon + 1)))
                && !dotSegment(id);
    }

    private static boolean allowed(int c) {
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !surrogate && !Character.isISOControl(c) && FORBIDDEN.indexOf(c) < 0;
    }

    private static boolean segments(String id) {
        return !id.isEmpty() && !id.startsWith("/") && !id.endsWith("/") && !id.contains("//");
    }

    private static boolean dotSegment(String id) {
        for (String segment : id.split("[/:]", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
