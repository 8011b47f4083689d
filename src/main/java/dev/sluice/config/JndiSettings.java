package dev.sluice.config;

import java.util.HashMap;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/// Reads what an application server's administrator put under `java:comp/env/sluice`.
final class JndiSettings {
    private static final String ROOT = "java:comp/env/sluice";
    private static final int MOST_DEPTH = 8;

    private JndiSettings() {}

    /// Dotted keys to texts; empty where there is no JNDI or nothing in it. The name is fixed and its tree belongs
    /// to the server's administrator: no caller's text is ever looked up.
    @SuppressWarnings("BanJNDI")
    static Map<String, String> read() {
        var found = new HashMap<String, String>();
        try {
            if (new InitialContext().lookup(ROOT) instanceof Context context) {
                collect(context, "", 0, found);
            }
        } catch (NamingException absent) {
            return found;
        }
        return found;
    }

    @SuppressWarnings("BanJNDI")
    static void collect(Context context, String prefix, int depth, Map<String, String> found) throws NamingException {
        var bindings = context.listBindings("");
        try {
            while (bindings.hasMore()) {
                Binding binding = bindings.next();
                String key = prefix + binding.getName();
                Object value = binding.getObject();
                if (value instanceof Context below && depth < MOST_DEPTH) {
                    collect(below, key + ".", depth + 1, found);
                } else if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
                    found.put(key, value.toString());
                }
            }
        } finally {
            bindings.close();
        }
    }
}
