package dev.sluice.journey;

import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.Tag;

@ArquillianTest
@RunAsClient
@Tag("arquillian-wildfly")
final class ArquillianWildFlyIT extends ArquillianJourney {}
