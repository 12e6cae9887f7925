import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Checks PDF files against the rules of veraPDF: {@code java -cp … Vera.java PROFILES:FILE…}, as in {@code 2a,ua1:a.pdf}.
 *
 * <p>Prints a line of JSON for each file and profile. What the lines mean, and whether that is good, {@code check.py} decides.
 */
public class Vera {
  public static void main(String[] arguments) {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (String argument : arguments) {
      String[] parts = argument.split(":", 2);
      for (String profile : parts[0].split(",")) {
        System.out.println(check(parts[1], profile));
      }
    }
    // Threads of the engine would keep the process alive.
    System.exit(0);
  }

  private static String check(String file, String profile) {
    String head = "{\"file\":" + quoted(file) + ",\"profile\":" + quoted(profile);
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      return head + ",\"checks\":" + result.getTotalAssertions() + ",\"failed\":[" + String.join(",", failures(result)) + "]}";
    } catch (Exception error) {
      return head + ",\"error\":" + quoted(error.toString()) + "}";
    }
  }

  /** The rules that the file breaks, each with how often and with the first place where it does. */
  private static List<String> failures(ValidationResult result) {
    Map<RuleId, String> places = new LinkedHashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        places.putIfAbsent(assertion.getRuleId(), assertion.getMessage() + " At " + assertion.getLocation().getContext());
      }
    }
    List<String> failures = new ArrayList<>();
    result.getFailedChecks().forEach((rule, times) -> failures.add(
        "{\"rule\":" + quoted(rule.getClause() + "-" + rule.getTestNumber())
            + ",\"times\":" + times + ",\"says\":" + quoted(places.getOrDefault(rule, "")) + "}"));
    return failures;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    return quoted.append('"').toString();
  }
}
