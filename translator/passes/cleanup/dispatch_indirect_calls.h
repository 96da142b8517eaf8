// DispatchIndirectCalls: calls through pointers become calls by name, chosen by what the pointer points to.
//
// Why: no target has function pointers, and kernels that have them (__cl_clang_function_pointers, C++ for OpenCL) mostly pass
// a function that is known once all calls are inlined.
//   before   %r = call i32 %f(i32 %x)
//   after    %r = call i32 @kiln.dispatch(ptr %f, i32 %x)    which compares %f with each function of that type whose address is
//            taken, and calls that one
// A function's address becomes that of a byte of its own in constant memory, so that from here on such a pointer is a pointer to
// an object, and is resolved like any other. A pointer that points to none of the functions is undefined behaviour: the last one
// is called.
// Requires: the module as the front end made it. Establishes: functions are only called, by name; a call through a pointer is
// left where no function of its type has its address taken. Tests: dispatch_indirect_calls_test.cpp,
// tests/language/calls/function_pointers.cl.
#ifndef KILN_TRANSLATOR_PASSES_CLEANUP_DISPATCH_INDIRECT_CALLS_H_
#define KILN_TRANSLATOR_PASSES_CLEANUP_DISPATCH_INDIRECT_CALLS_H_

namespace llvm {
class Module;
}

namespace kiln::translator {

void DispatchIndirectCalls(llvm::Module& module);

}  // namespace kiln::translator

#endif  // KILN_TRANSLATOR_PASSES_CLEANUP_DISPATCH_INDIRECT_CALLS_H_
