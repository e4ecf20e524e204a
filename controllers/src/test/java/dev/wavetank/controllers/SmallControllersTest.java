package dev.wavetank.controllers;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServiceAccount;

import org.junit.jupiter.api.Test;

import java.util.List;

class SmallControllersTest {
    private static final String SHOP =
            "{kind: Namespace, metadata: {name: shop}, spec: {finalizers: [kubernetes]}}";

    private static final String DELETING =
            SHOP.replace("name: shop", "name: shop, deletionTimestamp: \"2026-01-31T08:00:00Z\"");

    private static final String BALANCED =
            "{kind: Service, metadata: {name: web, namespace: shop}, spec: {type: LoadBalancer}}";

    @Test
    void aLoadBalancerGetsItsAddressAtOnceAndOnlyOnce() {
        var then = given(new ServiceAddresses("127.0.0.1"), BALANCED).when("shop", "web");
        var service = then.status(Service.class);
        assertThat(service.status().loadBalancer().ingress().getFirst().ip())
                .isEqualTo("127.0.0.1");

        assertThat(
                        given(new ServiceAddresses("127.0.0.1"), service.tree().toString())
                                .when("shop", "web")
                                .actions())
                .isEmpty();
    }

    @Test
    void aServiceThatIsNoLoadBalancerAnyMoreLosesTheAddress() {
        var service =
                given(new ServiceAddresses("127.0.0.1"), BALANCED)
                        .when("shop", "web")
                        .status(Service.class);
        var then =
                given(
                                new ServiceAddresses("127.0.0.1"),
                                service.tree()
                                        .toString()
                                        .replace("LoadBalancer\"}", "ClusterIP\"}"))
                        .when("shop", "web");

        assertThat(then.status(Service.class).status().loadBalancer().ingress()).isEmpty();
    }

    @Test
    void aLoadBalancerOfAClassIsLeftToWhoKnowsTheClass() {
        assertThat(
                        given(
                                        new ServiceAddresses("127.0.0.1"),
                                        BALANCED.replace(
                                                "type: LoadBalancer",
                                                "type: LoadBalancer, loadBalancerClass: x/y"))
                                .when("shop", "web")
                                .actions())
                .isEmpty();
    }

    @Test
    void aNamespaceInUseGetsItsDefaultServiceAccount() {
        assertThat(
                        given(new ServiceAccounts(), SHOP)
                                .when("", "shop")
                                .created(ServiceAccount.class))
                .singleElement()
                .satisfies(made -> assertThat(made.key()).hasToString("shop/default"));
        assertThat(
                        given(
                                        new ServiceAccounts(),
                                        SHOP,
                                        "{kind: ServiceAccount, metadata: {name: default,"
                                                + " namespace: shop}}")
                                .when("", "shop")
                                .actions())
                .isEmpty();
        assertThat(given(new ServiceAccounts(), DELETING).when("", "shop").actions()).isEmpty();
    }

    @Test
    void theRootCertificateIsPublishedAndPutBack() {
        var publisher = new RootCertificates("PEM");
        assertThat(given(publisher, SHOP).when("", "shop").actions())
                .containsExactly("create configmaps/kube-root-ca.crt");
        String changed =
                "{kind: ConfigMap, metadata: {name: kube-root-ca.crt, namespace: shop},"
                        + " data: {ca.crt: other}}";
        assertThat(given(publisher, SHOP, changed).when("", "shop").actions())
                .containsExactly("update configmaps/kube-root-ca.crt");
        assertThat(
                        given(publisher, SHOP, changed.replace("other", "PEM"))
                                .when("", "shop")
                                .actions())
                .isEmpty();
    }

    private final Namespaces namespaces = new Namespaces(List.of(Pod.KIND, Given.SECRET));

    @Test
    void aNamespaceBeingDeletedIsEmptiedOfEveryKind() {
        var then =
                given(
                                namespaces,
                                DELETING,
                                "{kind: Pod, metadata: {name: a, namespace: shop}}",
                                "{kind: Pod, metadata: {name: a, namespace: other}}",
                                "{kind: Secret, metadata: {name: s, namespace: shop, finalizers:"
                                        + " [x/y]}}")
                        .when("", "shop");

        assertThat(then.actions())
                .containsExactly("status namespaces/shop", "delete pods/a", "delete secrets/s");
        assertThat(then.status(Namespace.class).status().conditions())
                .extracting(condition -> condition.message())
                .containsExactly(
                        "Some resources are remaining: pods. has 1 resource instances, secrets. has"
                                + " 1 resource instances",
                        "Some content in the namespace has finalizers remaining: x/y in 1 resource"
                                + " instances");
    }

    @Test
    void anEmptyNamespaceIsLetGoAndOneInUseIsLeftAlone() {
        var then = given(namespaces, DELETING).when("", "shop");
        assertThat(then.updated(Namespace.class).getFirst().spec().finalizers()).isEmpty();

        assertThat(
                        given(namespaces, SHOP, "{kind: Pod, metadata: {name: a, namespace: shop}}")
                                .when("", "shop")
                                .actions())
                .isEmpty();
    }

    @Test
    void theListOfControllersNamesEachOnce() {
        assertThat(Controllers.all(Kinds.TYPED, "127.0.0.1", "PEM"))
                .extracting(Controller::name)
                .doesNotHaveDuplicates()
                .hasSize(12);
    }
}
