// BranchOnImages: makes of an operation on an image that is chosen at run time one operation for each image, behind
// branches.
//
// Why: Vulkan and the texts have no values of an image type: every operation names a variable or a parameter. OpenCL C
// lets a kernel choose (c ? a : b), and so does the optimizer when both arms of an `if` look alike.
//
//   before:  %i = select i1 %c, target("spirv.Image", ...) %a, %b
//            %t = call @kiln.image.load.f.image2d_ro(%i, %at)
//   after:   br i1 %c, ...   %t.a = call ...(%a, %at)   ...   %t.b = call ...(%b, %at)   ...   %t = phi [%t.a], [%t.b]
//
// Requires: inlined kernel in SSA form. Establishes: the image of every operation that comes of arguments, by selects
// and phis, is an argument. Others stay, and ExpandSampling reports them. Tests: branch_on_images_test.cpp,
// tests/language/images/helpers.cl.
#ifndef KILN_TRANSLATOR_PASSES_IMAGES_BRANCH_ON_IMAGES_H_
#define KILN_TRANSLATOR_PASSES_IMAGES_BRANCH_ON_IMAGES_H_

#include "translator/ir/kernel_ir.h"

namespace kiln::translator {

void BranchOnImages(KernelIr& kernel);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_IMAGES_BRANCH_ON_IMAGES_H_
