package dev.sluice.http;

import dev.sluice.dialect.openai.ErrorWriter;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Failures as answers, in the shape of the API that was asked.
public final class Failures {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private Failures() {}

    /// The answer to a call that failed for any reason; what is a bug of ours is logged here and nowhere told.
    public static Response answer(@Nullable Call call, Throwable thrown) {
        if (thrown instanceof RefusedException refused) {
            return answer(call, told(call, refused.failure()));
        }
        String id = call == null ? "" : call.trail().requestId();
        LOG.log(System.Logger.Level.ERROR, "request " + id + " failed", thrown);
        return built(500, shape(call).defect(id, footer(call))).build();
    }

    public static Response answer(@Nullable Call call, Failure failure) {
        var answer = built(shape(call).status(failure), body(call, failure));
        ErrorWriter.retryAfter(failure).map(Failures::seconds).ifPresent(s -> answer.header("Retry-After", s));
        if (failure instanceof Failure.MethodNotAllowed method) {
            answer.header("Allow", String.join(", ", method.allowed()));
        }
        if (failure instanceof Failure.Unauthenticated) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (call != null && call.trail().attempts() > 0) {
            TrailHeaders.way(answer, call.trail());
        }
        return answer.build();
    }

    /// The failure as JSON, for an answer or for the last event of a stream.
    public static byte[] body(@Nullable Call call, Failure failure) {
        return shape(call).json(failure, call == null ? "" : call.trail().requestId(), footer(call));
    }

    /// As an event of a stream: what a bug is called there.
    public static byte[] event(Call call, RuntimeException thrown) {
        if (thrown instanceof RefusedException refused) {
            return body(call, told(call, refused.failure()));
        }
        LOG.log(System.Logger.Level.ERROR, "request " + call.trail().requestId() + " failed", thrown);
        return shape(call).defect(call.trail().requestId(), footer(call));
    }

    /// A request that was cancelled is told why, whatever the part that noticed it says.
    private static Failure told(@Nullable Call call, Failure failure) {
        return failure instanceof Failure.Cancelled && call != null
                ? call.cancellation().why()
                : failure;
    }

    static Response answer(HttpServletRequest request, Throwable thrown) {
        return answer(Call.orNull(request), thrown);
    }

    private static Response.ResponseBuilder built(int status, byte[] body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Content-Length", body.length)
                .entity(body);
    }

    private static ErrorShape shape(@Nullable Call call) {
        return call == null ? ErrorShape.OPENAI : call.errors();
    }

    private static String footer(@Nullable Call call) {
        return call == null ? "" : call.running().config().errors().footer();
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
