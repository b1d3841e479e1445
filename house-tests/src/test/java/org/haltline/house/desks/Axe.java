package org.haltline.house.desks;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.haltline.outside.NpmPrograms;

/// What axe-core finds wrong with a page for people who see, hear or move otherwise: the serious
/// and the critical.
final class Axe {
  private static final String FIND =
      """
      async rules => {
        const only = rules.length > 0 ? { runOnly: rules } : {}
        const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, ...only })
        return violations
          .filter(one => one.impact === 'serious' || one.impact === 'critical')
          .flatMap(one => one.nodes.map(node => `${one.impact} ${one.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`))
      }
      """;

  private final String source;

  Axe() throws IOException {
    source =
        Files.readString(
            NpmPrograms.modules("axe-core", "axe-core@4.14.1").resolve("axe-core/axe.min.js"));
  }

  List<String> findings(Page page) {
    return findings(page, List.of());
  }

  /// What depends on colours alone.
  List<String> findingsOfColour(Page page) {
    return findings(page, List.of("color-contrast", "link-in-text-block"));
  }

  private List<String> findings(Page page, List<String> rules) {
    if (page.evaluate("() => typeof axe").equals("undefined")) {
      page.evaluate(source);
    }
    return ((List<?>) page.evaluate(FIND, rules)).stream().map(String::valueOf).toList();
  }
}
