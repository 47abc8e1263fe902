// SPDX-License-Identifier: Apache-2.0
/**
 * Text to positioned tree and back: reading YAML, changing trees, and writing them so that
 * everything unchanged stays byte for byte.
 */
@NullMarked
package io.canaryplan.yaml;

import org.jspecify.annotations.NullMarked;
