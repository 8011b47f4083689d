package dev.sluice.http.openai;

import dev.sluice.batch.BatchEndpoint;
import dev.sluice.dialect.openai.ErrorWriter;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Running;
import dev.sluice.telemetry.RequestLog;
import dev.sluice.telemetry.Trail;
import java.util.function.Supplier;

/// Answers the lines of batches for one endpoint: what its own door does with a request, without the request.
public final class BatchDoor implements BatchEndpoint {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final String path;
    private final Supplier<Running> running;
    private final RequestLog log;
    private final LineWork work;

    /// What is particular to an endpoint: reads the line's body, has it dispatched and writes the answer.
    @FunctionalInterface
    public interface LineWork {
        /// @return JSON in UTF-8
        /// @throws RefusedException with what the caller is to be told
        byte[] answer(Running running, Line line, Trail trail);
    }

    public BatchDoor(String path, Supplier<Running> running, RequestLog log, LineWork work) {
        this.path = path;
        this.running = running;
        this.log = log;
        this.work = work;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Line line) {
        Running now = running.get();
        var trail = new Trail(line.requestId(), "POST", path, System.nanoTime());
        trail.servedFor(line.owner(), line.owner());
        Answer answer = answer(now, line, trail);
        log.write(trail, answer.status(), "batch");
        return answer;
    }

    private Answer answer(Running now, Line line, Trail trail) {
        String footer = now.config().errors().footer();
        try {
            byte[] json = work.answer(now, line, trail);
            return new Answer(200, json, trail.model(), trail.usage());
        } catch (RefusedException e) {
            Failure failure = e.failure();
            return new Answer(ErrorWriter.status(failure), ErrorWriter.json(failure, footer));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "request " + line.requestId() + " failed", e);
            return new Answer(500, ErrorWriter.defect(line.requestId(), footer));
        }
    }
}
