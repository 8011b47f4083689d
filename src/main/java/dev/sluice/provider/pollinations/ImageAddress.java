package dev.sluice.provider.pollinations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.JsonRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;

/// The path and query that stand for an image.
final class ImageAddress {
    private static final int SIDE = 1024;
    private static final int MOST = 4096;
    private static final List<String> SWITCHES = List.of("nologo", "private", "enhance", "safe");

    private ImageAddress() {}

    /// @param number which of several images; each has a seed of its own
    static String of(ImageRequest request, String model, int number) {
        JsonNode asked =
                request.asked() instanceof JsonRequest json ? json.document().tree() : MissingNode.getInstance();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("model", model);
        size(request, asked, query);
        long seed = asked.path("seed").canConvertToLong() && asked.path("seed").isNumber()
                ? asked.path("seed").longValue()
                : ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
        query.put("seed", Long.toString(seed + number));
        SWITCHES.stream()
                .filter(name -> asked.path(name).isBoolean())
                .forEach(name -> query.put(name, asked.path(name).asText()));
        var joined = new StringJoiner("&", "/prompt/" + encoded(request.prompt()) + "?", "");
        query.forEach((name, value) -> joined.add(name + "=" + encoded(value)));
        return joined.toString();
    }

    private static void size(ImageRequest request, JsonNode asked, Map<String, String> query) {
        int width = side(asked.path("width"));
        int height = side(asked.path("height"));
        String size = request.size();
        String ratio = asked.path("aspect_ratio").asText("");
        if (width == 0 && height == 0 && size != null && size.indexOf('x') > 0) {
            width = Integer.parseInt(size.substring(0, size.indexOf('x')));
            height = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        } else if (width == 0 && height == 0 && ratio.matches("[1-9][0-9]?:[1-9][0-9]?")) {
            int colon = ratio.indexOf(':');
            double wide =
                    Double.parseDouble(ratio.substring(0, colon)) / Double.parseDouble(ratio.substring(colon + 1));
            width = rounded(SIDE * Math.sqrt(wide));
            height = rounded(SIDE / Math.sqrt(wide));
        }
        query.put("width", Integer.toString(width == 0 ? SIDE : width));
        query.put("height", Integer.toString(height == 0 ? SIDE : height));
    }

    private static int side(JsonNode told) {
        return told.isInt() && told.intValue() > 0 ? Math.min(told.intValue(), MOST) : 0;
    }

    /// Models paint in squares of eight.
    private static int rounded(double side) {
        return Math.max(8, (int) Math.round(side / 8) * 8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
