package dev.sluice.cookie;

import java.util.Set;

/// Domains under which anybody may have a name of their own, so that a cookie for all of them would be one for
/// strangers.
///
/// The whole list of them changes weekly and would have to be shipped; here is the rule that nearly all of it follows,
/// and the hosts of applications that matter most. A cookie of one that is missing here still goes only to providers
/// that the operator has configured to take cookies.
final class Registries {
    private static final Set<String> SECOND_LEVEL = Set.of(
            "ac", "asso", "co", "com", "edu", "gob", "gouv", "gov", "govt", "go", "gv", "id", "info", "ltd", "me",
            "mil", "ne", "net", "nic", "nom", "or", "org", "plc", "sch", "web");
    private static final Set<String> APPLICATIONS = Set.of(
            "amazonaws.com",
            "appspot.com",
            "azurewebsites.net",
            "blogspot.com",
            "cloudfront.net",
            "deno.dev",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "hf.space",
            "netlify.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "replit.app",
            "run.app",
            "trycloudflare.com",
            "vercel.app",
            "web.app",
            "workers.dev");

    private Registries() {}

    /// @param domain lower case, without a leading dot
    static boolean hold(String domain) {
        int last = domain.lastIndexOf('.');
        if (last < 0 || APPLICATIONS.contains(domain)) {
            return true;
        }
        String first = domain.substring(0, last);
        boolean ofCountry = domain.length() - last == 3;
        return ofCountry && SECOND_LEVEL.contains(first);
    }
}
