package dev.sluice.catalog;

/// Whether one provider is on, as the operator last said: in the configuration or by hand. Thread-safe.
public final class Switch {
    private boolean configured;
    private volatile boolean on;

    Switch(boolean configured) {
        this.configured = configured;
        this.on = configured;
    }

    /// What the configuration says counts again only when it says something else than before.
    synchronized void configure(boolean enabled) {
        if (enabled != configured) {
            configured = enabled;
            on = enabled;
        }
    }

    public synchronized void turn(boolean wanted) {
        on = wanted;
    }

    public boolean on() {
        return on;
    }
}
