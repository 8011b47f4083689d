package dev.sluice.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/// Reads what an application server's administrator put under `java:comp/env/sluice`, for one deployment, or under
/// `java:global/sluice`, for all of a server; the former goes before the latter.
final class JndiSettings {
    private static final List<String> ROOTS = List.of("java:global/sluice", "java:comp/env/sluice");
    private static final System.Logger LOG = System.getLogger("dev.sluice.config");
    private static final int MOST_DEPTH = 8;

    private JndiSettings() {}

    /// Dotted keys to texts; empty where there is no JNDI or nothing in it. The names are fixed and their trees belong
    /// to the server's administrator: no caller's text is ever looked up.
    static Map<String, String> read() {
        var found = new HashMap<String, String>();
        ROOTS.forEach(root -> read(root, found));
        return found;
    }

    @SuppressWarnings("BanJNDI")
    private static void read(String root, Map<String, String> found) {
        try {
            if (new InitialContext().lookup(root) instanceof Context context) {
                collect(context, "", 0, found);
            }
        } catch (NamingException absent) {
            LOG.log(System.Logger.Level.TRACE, "nothing stands under {0}", root);
        }
    }

    @SuppressWarnings("BanJNDI")
    static void collect(Context context, String prefix, int depth, Map<String, String> found) throws NamingException {
        var bindings = context.listBindings("");
        try {
            while (bindings.hasMore()) {
                Binding binding = bindings.next();
                String name = binding.getName();
                // Payara tells the whole name, others the last part
                String key = prefix + name.substring(name.lastIndexOf('/') + 1);
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
