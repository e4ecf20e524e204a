package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// Tokens of service accounts, from their issue to their end.
final class AccountTokensTest {
    private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
    private static final String ROBOT = "system:serviceaccount:default:robot";
    private static final String API = "https://kubernetes.default.svc.cluster.local";

    private final ApiBench bench = new ApiBench();
    private final String uid =
            bench.post(ACCOUNTS)
                    .yaml("metadata: {name: robot}")
                    .tree()
                    .object("metadata")
                    .text("uid");

    @AfterEach
    void noBugs() {
        assertThat(bench.bugs).isEmpty();
    }

    @Test
    void aTokenSaysWhoIssuedItToWhomForWhomAndForHowLong() {
        var answer = bench.post(ACCOUNTS + "/robot/token").yaml("spec: {expirationSeconds: 600}");
        var request = answer.tree();
        var claims = claims(token(request));
        long now = bench.world.now().wall().getEpochSecond();

        assertThat(request.text("kind")).isEqualTo("TokenRequest");
        assertThat(request.object("spec"))
                .isEqualTo(
                        Yaml.read(
                                "{audiences: ["
                                        + API
                                        + "], boundObjectRef: null, expirationSeconds: 600}"));
        assertThat(request.object("status").text("expirationTimestamp"))
                .isEqualTo(ApiBench.START.plusSeconds(now - start() + 600).toString());
        assertThat(claims.text("jti")).matches("[0-9a-f-]{36}");
        assertThat(claims.without("jti"))
                .isEqualTo(
                        Yaml.read(
                                """
                                aud: [https://kubernetes.default.svc.cluster.local]
                                exp: %d
                                iat: %d
                                iss: https://kubernetes.default.svc.cluster.local
                                kubernetes.io:
                                  namespace: default
                                  serviceaccount: {name: robot, uid: %s}
                                nbf: %d
                                sub: system:serviceaccount:default:robot
                                """
                                        .formatted(now + 600, now, uid, now)));
    }

    @Test
    void aTokenCountsForAnHourUnlessItsRequestSaysOtherwise() {
        var request = bench.post(ACCOUNTS + "/robot/token").yaml("{}").tree();

        assertThat(request.object("spec").get("expirationSeconds")).isEqualTo(Json.Num.of(3600));
        assertThat(whoIs(token(request))).isEqualTo(ROBOT);
        bench.world.run(Duration.ofSeconds(3600 + 55));
        assertThat(whoIs(token(request))).isEqualTo(ROBOT);
        bench.world.run(Duration.ofSeconds(10));
        assertThat(whoIs(token(request))).isEqualTo("Unauthorized");
        assertThat(review(token(request)).text("error"))
                .isEqualTo("[invalid bearer token, service account token has expired]");
    }

    @Test
    void aLifeTooShortOrTooLongIsRefused() {
        assertThat(refusal("spec: {expirationSeconds: 599}"))
                .isEqualTo(
                        "TokenRequest.authentication.k8s.io \"\" is invalid:"
                                + " spec.expirationSeconds: Invalid value: 599: may not specify a"
                                + " duration less than 10 minutes");
        assertThat(refusal("spec: {expirationSeconds: 4294967297}"))
                .endsWith("may not specify a duration larger than 2^32 seconds");
    }

    @Test
    void aRequestIsForAnAccountThatExistsAndItsOwn() {
        assertThat(bench.post(ACCOUNTS + "/nobody/token").yaml("{}").tree().text("message"))
                .isEqualTo("serviceaccounts \"nobody\" not found");
        assertThat(refusal("metadata: {name: other}"))
                .isEqualTo(
                        "TokenRequest.authentication.k8s.io \"robot\" is invalid: metadata.name:"
                            + " Invalid value: \"other\": must match the service account name if"
                            + " specified");
        assertThat(refusal("kind: Pod")).contains("cannot be handled as a TokenRequest");
        assertThat(bench.get(ACCOUNTS + "/robot/token").now().status()).isEqualTo(405);
    }

    @Test
    void whoShowsATokenIsItsAccountAndOfItsGroups() {
        String token = token(bench.post(ACCOUNTS + "/robot/token").yaml("{}").tree());
        var info = info(token);

        assertThat(info.text("uid")).isEqualTo(uid);
        assertThat(info.get("groups"))
                .isEqualTo(
                        Yaml.read(
                                "['system:serviceaccounts', 'system:serviceaccounts:default',"
                                        + " 'system:authenticated']"));
        assertThat(info.object("extra").toString())
                .isEqualTo(
                        "{\"authentication.kubernetes.io/credential-id\":[\"JTI="
                                + claims(token).text("jti")
                                + "\"]}");
        assertThat(shown(token, ACCOUNTS).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsKnownAlreadyIsNotAskedForATokenAndAnotherSchemeIsNone() {
        assertThat(bench.get(ACCOUNTS).header("authorization", "Bearer x").now().status())
                .isEqualTo(200);
        var basic = bench.get(ACCOUNTS).as(User.ANONYMOUS).header("authorization", "Basic eDp5");
        assertThat(basic.now().status()).isEqualTo(403);
    }

    @Test
    void aTokenThatWasTamperedWithOrIsOfAnotherKeyIsUnauthorized() {
        String token = token(bench.post(ACCOUNTS + "/robot/token").yaml("{}").tree());
        String[] parts = token.split("\\.", -1);
        String other = part("{\"iss\":\"" + API + "\",\"sub\":\"system:serviceaccount:a:b\"}");
        String none = part("{\"alg\":\"none\"}");

        for (String wrong :
                List.of(
                        "x",
                        parts[0] + "." + other + "." + parts[2],
                        none + "." + parts[1] + ".",
                        token + "A",
                        parts[0] + "." + parts[1] + ".!",
                        "..")) {
            var answer = shown(wrong, "/version");
            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(ApiBench.tree(answer).text("reason")).isEqualTo("Unauthorized");
            assertThat(review(wrong).text("error")).isEqualTo("invalid bearer token");
        }
    }

    @Test
    void aTokenEndsWithItsAccountAlsoWhenAnotherOfItsNameIsThere() {
        String token = token(bench.post(ACCOUNTS + "/robot/token").yaml("{}").tree());
        bench.delete(ACCOUNTS + "/robot").now();

        assertThat(whoIs(token)).isEqualTo("Unauthorized");
        bench.post(ACCOUNTS).yaml("metadata: {name: robot}").now();
        assertThat(whoIs(token)).isEqualTo("Unauthorized");
        assertThat(review(token).text("error")).contains("does not match claim (" + uid + ")");
    }

    @Test
    void aTokenOfAPodEndsWithThePodAndTellsOfIt() {
        String pod = robotPod("a").object("metadata").text("uid");
        String token = token(bound("{apiVersion: v1, kind: Pod, name: a, uid: " + pod + "}"));

        assertThat(claims(token).object("kubernetes.io").get("pod"))
                .isEqualTo(Yaml.read("{name: a, uid: " + pod + "}"));
        assertThat(info(token).object("extra").array("authentication.kubernetes.io/pod-name"))
                .containsExactly(new Json.Text("a"));
        bench.delete("/api/v1/namespaces/default/pods/a?gracePeriodSeconds=0").now();
        assertThat(whoIs(token)).isEqualTo("Unauthorized");
        robotPod("a");
        assertThat(review(token).text("error")).contains("pod UID (").contains(pod);
    }

    @Test
    void aTokenOfASecretEndsWithTheSecret() {
        String secrets = "/api/v1/namespaces/default/secrets";
        bench.post(secrets).yaml("metadata: {name: s}").now();
        String token = token(bound("{apiVersion: v1, kind: Secret, name: s}"));

        assertThat(whoIs(token)).isEqualTo(ROBOT);
        bench.delete(secrets + "/s").now();
        assertThat(review(token).text("error"))
                .isEqualTo("[invalid bearer token, service account token has been invalidated]");
    }

    @Test
    void aTokenIsBoundOnlyToWhatIsThereAndFits() {
        bench.pod("others");
        robotPod("own");

        assertThat(bound("{apiVersion: v1, kind: Pod, name: gone}").text("message"))
                .isEqualTo("pods \"gone\" not found");
        assertThat(bound("{apiVersion: v1, kind: Pod, name: others}").text("message"))
                .isEqualTo(
                        "cannot bind token for serviceaccount \"robot\" to pod running with"
                                + " different serviceaccount name.");
        assertThat(bound("{apiVersion: v1, kind: ConfigMap, name: x}").text("message"))
                .isEqualTo("cannot bind token to object of type /v1, Kind=ConfigMap");
        assertThat(bound("{apiVersion: apps/v1, kind: Pod, name: own}").text("message"))
                .isEqualTo("cannot bind token to object of type apps/v1, Kind=Pod");
        var changed = bound("{apiVersion: v1, kind: Pod, name: own, uid: old}");
        assertThat(changed.text("reason")).isEqualTo("Conflict");
        assertThat(changed.text("message"))
                .startsWith(
                        "Operation cannot be fulfilled on Pod \"own\": the UID in the bound object"
                                + " reference (old) does not match the UID in record.");
    }

    @Test
    void aMountedTokenOfAPodCountsForAYearAndSaysFromWhenOnThatIsNews() {
        robotPod("a");
        String spec =
                "spec: {expirationSeconds: 3607, boundObjectRef: {apiVersion: v1, kind: Pod, name:"
                        + " a}}";
        var claims = claims(token(bench.post(ACCOUNTS + "/robot/token").yaml(spec).tree()));
        long issued = number(claims, "iat");

        assertThat(number(claims, "exp")).isEqualTo(issued + 365 * 24 * 3600);
        assertThat(number(claims.object("kubernetes.io"), "warnafter")).isEqualTo(issued + 3607);
    }

    @Test
    void aTokenForOthersIsNotOneForTheServerButTheyMayHaveItReviewed() {
        String token =
                token(
                        bench.post(ACCOUNTS + "/robot/token")
                                .yaml("spec: {audiences: [vault, bank]}")
                                .tree());

        assertThat(whoIs(token)).isEqualTo("Unauthorized");
        assertThat(review(token).text("error"))
                .isEqualTo(
                        "[invalid bearer token, token audiences [\"vault\" \"bank\"] is invalid for"
                                + " the target audiences [\""
                                + API
                                + "\"]]");
        var known = status("spec: {token: " + token + ", audiences: [bank, x]}");
        assertThat(known.get("authenticated")).isEqualTo(new Json.Bool(true));
        assertThat(known.array("audiences")).containsExactly(new Json.Text("bank"));
        assertThat(known.object("user").text("username")).isEqualTo(ROBOT);
        assertThat(
                        bench.post("/apis/authentication.k8s.io/v1/tokenreviews")
                                .yaml("spec: {}")
                                .tree()
                                .text("message"))
                .isEqualTo("token is required for TokenReview in authentication");
    }

    private Json.Obj robotPod(String name) {
        return bench.post("/api/v1/namespaces/default/pods")
                .yaml(
                        "metadata: {name: "
                                + name
                                + "}\n"
                                + "spec: {serviceAccountName: robot, containers: [{name: main,"
                                + " image: busybox}]}")
                .tree();
    }

    private Json.Obj bound(String ref) {
        return bench.post(ACCOUNTS + "/robot/token")
                .yaml("spec: {boundObjectRef: " + ref + "}")
                .tree();
    }

    private String refusal(String request) {
        return bench.post(ACCOUNTS + "/robot/token").yaml(request).tree().text("message");
    }

    private Response shown(String token, String path) {
        return bench.get(path).as(User.ANONYMOUS).header("authorization", "Bearer " + token).now();
    }

    /// {@return who the server says shows this token; else why it does not}
    private String whoIs(String token) {
        var answer = self(token);
        return answer.text("kind").equals("Status")
                ? answer.text("message")
                : answer.object("status").object("userInfo").text("username");
    }

    private Json.Obj info(String token) {
        return self(token).object("status").object("userInfo");
    }

    private Json.Obj self(String token) {
        return bench.post("/apis/authentication.k8s.io/v1/selfsubjectreviews")
                .as(User.ANONYMOUS)
                .header("authorization", "Bearer " + token)
                .yaml("{}")
                .tree();
    }

    private Json.Obj review(String token) {
        return status("spec: {token: '" + token + "'}");
    }

    private Json.Obj status(String review) {
        return bench.post("/apis/authentication.k8s.io/v1/tokenreviews")
                .yaml(review)
                .tree()
                .object("status");
    }

    private static String token(Json.Obj request) {
        return request.object("status").text("token");
    }

    private static Json.Obj claims(String token) {
        String part = token.split("\\.", -1)[1];
        return (Json.Obj) JsonText.read(Base64.getUrlDecoder().decode(part));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static long number(Json.Obj json, String name) {
        return Long.parseLong(String.valueOf(json.get(name)));
    }

    private static long start() {
        return ApiBench.START.getEpochSecond();
    }
}
