package dev.sluice.http;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Ends an answer quietly when its caller has gone: after the first write that fails nothing more is sent, and
/// nothing is thrown at the JAX-RS runtime, which would log each caller that hangs up as a failure of the server.
@Provider
public final class OutputSeal implements WriterInterceptor {

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        var out = new Sealable(answer.getOutputStream());
        answer.setOutputStream(out);
        try {
            answer.proceed();
        } catch (IOException e) {
            if (!out.sealed) {
                throw e;
            }
        } finally {
            out.writerHasLeft = true;
        }
    }

    /// Throws at the first failure where its writer must stop; sealed, it takes everything and does nothing.
    private static final class Sealable extends FilterOutputStream {
        private boolean sealed;
        private boolean writerHasLeft;

        Sealable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int oneByte) throws IOException {
            attempt(() -> out.write(oneByte));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            attempt(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(out::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(out::close);
        }

        private void attempt(Output step) throws IOException {
            if (sealed) {
                return;
            }
            try {
                step.run();
            } catch (IOException e) {
                sealed = true;
                if (!writerHasLeft) {
                    throw e;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Output {
        void run() throws IOException;
    }
}
