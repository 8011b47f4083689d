package dev.sluice.config;

import java.util.HashMap;
import java.util.Map;

/// Everything besides the file that says something about the configuration, as it was when the program started.
///
/// @param commandLine dotted keys to texts
/// @param environment all environment variables
/// @param systemProperties all system properties
/// @param jndi dotted keys to texts, from `java:comp/env/sluice`
public record ConfigInputs(
        Map<String, String> commandLine,
        Map<String, String> environment,
        Map<String, String> systemProperties,
        Map<String, String> jndi) {
    public ConfigInputs {
        commandLine = Map.copyOf(commandLine);
        environment = Map.copyOf(environment);
        systemProperties = Map.copyOf(systemProperties);
        jndi = Map.copyOf(jndi);
    }

    /// What this process was started with.
    ///
    /// @param commandLine settings of the command line; empty in an application server
    public static ConfigInputs ofProcess(Map<String, String> commandLine) {
        var properties = new HashMap<String, String>();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> properties.put(name, System.getProperty(name, "")));
        return new ConfigInputs(commandLine, System.getenv(), properties, JndiSettings.read());
    }

    /// Shows names only: the values may be secrets.
    @Override
    public String toString() {
        return "ConfigInputs[commandLine=" + commandLine.keySet() + ", environment=" + environment.size()
                + ", systemProperties=" + systemProperties.size() + ", jndi=" + jndi.keySet() + "]";
    }
}
