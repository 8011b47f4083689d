package dev.sluice.journey;

import static dev.sluice.testing.RunningProxy.address;
import static dev.sluice.testing.RunningProxy.file;
import static dev.sluice.testing.RunningProxy.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.testing.RunningProxy;
import dev.sluice.testing.SignInRecipes;
import dev.sluice.testing.TestingRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "apacheIsHere", disabledReason = "Apache is not installed")
final class ApacheIT extends ProxyJourney {
    static boolean apacheIsHere() {
        return RunningProxy.apacheIsHere("proxy_http");
    }

    @Override
    RunningProxy before(String address) {
        return RunningProxy.apache(inFrontOf(address));
    }

    private static String inFrontOf(String address) {
        return with(file("apache/sluice.conf"), "127.0.0.1:8000", address);
    }

    @Test
    void whoHasNotSignedInIsSentToTheProviderAndAProgramGoesOnWithItsKey() {
        assumeTrue(RunningProxy.apacheIsHere("auth_openidc"), "mod_auth_openidc is not installed");
        String oidc = with(
                file("apache/sluice-oidc.conf"),
                "OIDCProviderMetadataURL https://sso.example.com/.well-known/openid-configuration",
                """
                OIDCProviderIssuer https://sso.example.com
                OIDCProviderAuthorizationEndpoint https://sso.example.com/authorize
                OIDCProviderTokenEndpoint https://sso.example.com/token
                """);
        String here = with(oidc, "OIDCRedirectURI https://llm.example.com/", "OIDCRedirectURI /");
        try (var proxy = RunningProxy.apache(inFrontOf(address(upstream().baseUrl())) + here)) {
            HttpResponse<String> page =
                    proxy.client().get("/signed-out", "Accept", "text/html", "X-Forwarded-User", "mallory");
            assertThat(page.statusCode()).as(page.body()).isEqualTo(302);
            assertThat(page.headers().firstValue("location").orElse(""))
                    .startsWith("https://sso.example.com/authorize?");
            assertThat(upstream().requests())
                    .noneMatch(request -> request.path().equals("/signed-out"));
            for (String path : new String[] {"/v1/key%2Fed", "/ai/v1/keyed"}) {
                proxy.client().get(path, "Authorization", "Bearer k", "X-Forwarded-User", "mallory");
                TestingRequest keyed = upstream().requests().getLast();
                assertThat(keyed.path()).isEqualTo(path);
                assertThat(keyed.header("authorization")).isEqualTo("Bearer k");
                assertThat(keyed.headers()).doesNotContainKeys("x-forwarded-user", "x-forwarded-groups");
            }
        }
    }

    @Test
    void whoHasSignedInIsToldToSluice(@TempDir Path folder) {
        String conf = SignInRecipes.openIdc(address(upstream().baseUrl()), folder, "llm-users,llm-admins");
        try (var proxy = RunningProxy.apache(conf)) {
            assertThat(proxy.client().get("/chat").statusCode()).isEqualTo(401);
            proxy.client().get("/chat", "Authorization", "Basic YWxpY2U6cGFzc3dvcmQ=", "X-Forwarded-User", "mallory");
            TestingRequest seen = upstream().requests().getLast();
            assertThat(seen.header("x-forwarded-user")).isEqualTo("alice");
            assertThat(seen.header("x-forwarded-groups")).isEqualTo("llm-users,llm-admins");
        }
    }
}
