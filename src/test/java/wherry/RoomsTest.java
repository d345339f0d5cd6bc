package wherry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.MessageDigest;
import wherry.protocol.Protocol;
import wherry.protocol.localsend.LocalSend;

/** Who may know whom. */
@AnalyzeClasses(packages = "wherry", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule everyArrowPointsDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("Main")
            .definedBy("wherry")
            .layer("ui")
            .definedBy("wherry.ui..")
            .layer("cli")
            .definedBy("wherry.cli..")
            .layer("doctor")
            .definedBy("wherry.doctor..")
            .layer("link")
            .definedBy("wherry.link..")
            .layer("node")
            .definedBy("wherry.node..")
            .layer("concrete protocols")
            .definedBy("wherry.protocol.*..")
            .layer("protocol")
            .definedBy("wherry.protocol")
            .layer("discovery")
            .definedBy("wherry.discovery..")
            .layer("storage")
            .definedBy("wherry.storage..")
            .layer("settings")
            .definedBy("wherry.settings..")
            .layer("http")
            .definedBy("wherry.http..")
            .layer("net")
            .definedBy("wherry.net..")
            .layer("transfer")
            .definedBy("wherry.transfer..")
            .whereLayer("Main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ui")
            .mayOnlyBeAccessedByLayers("Main")
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("Main")
            .whereLayer("doctor")
            .mayOnlyBeAccessedByLayers("Main", "ui", "cli")
            .whereLayer("link")
            .mayOnlyBeAccessedByLayers("ui", "cli")
            .whereLayer("concrete protocols")
            .mayOnlyBeAccessedByLayers("Main")
            .whereLayer("node")
            .mayOnlyBeAccessedByLayers("Main", "ui", "cli", "doctor", "link")
            .whereLayer("protocol")
            .mayOnlyBeAccessedByLayers("Main", "ui", "cli", "doctor", "link", "node", "concrete protocols")
            .whereLayer("discovery")
            .mayOnlyBeAccessedByLayers("Main", "ui", "cli", "doctor", "node", "concrete protocols", "protocol")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("Main", "link", "node", "concrete protocols", "protocol")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("link", "node", "protocol", "concrete protocols")
            .whereLayer("net")
            .mayOnlyBeAccessedByLayers("Main", "link", "node", "concrete protocols", "http")
            .whereLayer("settings")
            .mayOnlyBeAccessedByLayers("Main", "ui", "cli", "link", "node");

    @ArchTest
    static final ArchRule noCircles = slices().matching("wherry.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noProtocolKnowsAnother =
            slices().matching("wherry.protocol.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theLinkKnowsNoConcreteProtocol = noClasses()
            .that()
            .resideInAPackage("wherry.link..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("wherry.protocol.*..");

    @ArchTest
    static final ArchRule onlyTheWindowKnowsSwing = noClasses()
            .that()
            .resideOutsideOfPackages("wherry.ui..")
            .and()
            .doNotHaveFullyQualifiedName("wherry.Main")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.swing..", "java.awt..");

    @ArchTest
    static final ArchRule storageSeesNoSocket = noClasses()
            .that()
            .resideInAPackage("wherry.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("SocketChannel");

    @ArchTest
    static final ArchRule theGroundFloorKnowsOnlyTheJdk = classes()
            .that()
            .resideInAnyPackage("wherry.transfer..")
            .should()
            .onlyDependOnClassesThat()
            // The last one marks what was generated, and is not there when the program runs.
            .resideInAnyPackage(
                    "wherry.transfer..", "java..", "javax.annotation.processing", "io.soabase.recordbuilder..");

    @ArchTest
    static final ArchRule acceptingConnectionsTakesOnlyTheVocabulary = classes()
            .that()
            .resideInAPackage("wherry.net..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("wherry.net..", "wherry.transfer..", "java..");

    @ArchTest
    static final ArchRule httpKnowsNoProtocol = classes()
            .that()
            .resideInAPackage("wherry.http..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "wherry.http..",
                    "wherry.net..",
                    "wherry.transfer..",
                    "java..",
                    "org.apache.hc.core5..",
                    "com.google.gson..");

    @ArchTest
    static final ArchRule storageKnowsOnlyTheJdkAndTheVocabulary = classes()
            .that()
            .resideInAPackage("wherry.storage..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("wherry.storage..", "wherry.transfer..", "java..");

    @ArchTest
    static final ArchRule localSendHasOneFace = noClasses()
            .that()
            .resideOutsideOfPackage("wherry.protocol.localsend..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("wherry.protocol.localsend..").and(not(belongToAnyOf(LocalSend.class))));

    @ArchTest
    static final ArchRule homebrewHasOneFace = classes()
            .that()
            .resideInAPackage("wherry.protocol.homebrew..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotImplement(Protocol.class)
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule everyArrowInsideLocalSendPointsDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("face")
            .definedBy("wherry.protocol.localsend")
            .layer("receiving")
            .definedBy("wherry.protocol.localsend.receiving")
            .layer("sending")
            .definedBy("wherry.protocol.localsend.sending")
            .layer("discovery")
            .definedBy("wherry.protocol.localsend.discovery")
            .layer("http")
            .definedBy("wherry.protocol.localsend.http")
            .layer("message")
            .definedBy("wherry.protocol.localsend.message")
            .layer("tls")
            .definedBy("wherry.protocol.localsend.tls")
            .layer("identity")
            .definedBy("wherry.protocol.localsend.identity")
            .whereLayer("face")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("receiving")
            .mayOnlyBeAccessedByLayers("face")
            .whereLayer("sending")
            .mayOnlyBeAccessedByLayers("face")
            .whereLayer("discovery")
            .mayOnlyBeAccessedByLayers("face")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("face", "receiving", "sending", "discovery")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("face", "receiving", "sending", "discovery", "http")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("face", "receiving", "sending", "discovery", "http");

    /** As for PINs, below. */
    @ArchTest
    static final ArchRule tokensAreComparedInConstantTime = classes()
            .that()
            .haveNameMatching(".*\\.(Tokens|LinkToken)")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule tokensAreComparedInNoOtherWay = noClasses()
            .that()
            .haveNameMatching(".*\\.(Tokens|LinkToken|SessionTokens|SessionFiles)")
            .should()
            .callMethod(String.class, "equals", Object.class)
            .orShould()
            .callMethod(String.class, "contentEquals", CharSequence.class);

    /** Behaviour cannot show it: a comparison that ends early is some nanoseconds faster. */
    @ArchTest
    static final ArchRule pinsAreComparedInConstantTime = classes()
            .that()
            .haveSimpleName("PinGuard")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule pinsAreComparedInNoOtherWay = noClasses()
            .that()
            .haveSimpleName("PinGuard")
            .should()
            .callMethod(String.class, "equals", Object.class)
            .orShould()
            .callMethod(String.class, "contentEquals", CharSequence.class)
            .orShould()
            .callMethod(String.class, "compareTo", String.class);
}
