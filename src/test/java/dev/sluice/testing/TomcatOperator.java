package dev.sluice.testing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/// Tomcat's manager application.
final class TomcatOperator implements ServerOperator {
    static final String USERS = """
            <tomcat-users xmlns="http://tomcat.apache.org/xml">
              <user username="operator" password="testing" roles="manager-script"/>
            </tomcat-users>
            """;
    private static final String[] SIGNED_IN = {
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString("operator:testing".getBytes(StandardCharsets.UTF_8))
    };

    private final TestingClient manager;

    TomcatOperator(int port) {
        manager = new TestingClient("http://127.0.0.1:" + port + "/manager/text");
    }

    @Override
    public void deploy(Path war) {
        HttpResponse<String> answer = manager.get("/deploy?path=/ai&update=true&war=" + war.toUri(), SIGNED_IN);
        if (!answer.body().startsWith("OK")) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public String war() {
        return "sluice-tomcat.war";
    }

    @Override
    public void close() {
        manager.close();
    }
}
