/// Turns bodies in Kubernetes' protobuf into the trees that JSON bodies become. Nothing here knows
/// a kind: field numbers and shapes are tables of the contract.
///
/// Clients send it though every answer is JSON: kubectl's imperative `create`, `autoscale`, `auth`
/// and `token`, helm's Secrets, and every Go program with a typed client.
@NullMarked
package dev.wavetank.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
