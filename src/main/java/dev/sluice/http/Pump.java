package dev.sluice.http;

import dev.sluice.telemetry.RequestLog;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/// Writes an answer that comes in pieces, and the log line when it has ended.
final class Pump implements StreamingOutput {
    private final Call call;
    private final Outflow outflow;
    private final RequestLog log;

    Pump(Call call, Outflow outflow, RequestLog log) {
        this.call = call;
        this.outflow = outflow;
        this.log = log;
    }

    @Override
    public void write(OutputStream out) {
        String outcome = "bug";
        try (outflow) {
            outcome = outflow.write(out);
        } catch (BrokenOffException e) {
            outcome = "upstream_failed";
            call.breakOff();
        } catch (IOException e) {
            // the caller has gone: closing the outflow cancels the upstream, and there is nobody to tell
            outcome = "caller_gone";
        } finally {
            log.write(call.trail(), 200, outcome);
        }
    }
}
